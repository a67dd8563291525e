using System.Collections;
using TrialKeep.Orchestration.Data;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Planning;

/// <summary>
/// The tasks of a plan, in pieces: no list that doubles, and none that is copied. Of many tasks that stand in a file that can be read again only that is held where they are.
/// </summary>
/// <param name="data">The data set.</param>
/// <param name="mostHeld">How many tasks are held that could be read again.</param>
internal sealed class TaskList<TTask>(DataSet<TTask> data, int mostHeld) : IReadOnlyList<PlannedTask<TTask>>
    where TTask : IExperimentTask<TTask>
{
    /// <summary>Tasks of a piece; only the last one has fewer.</summary>
    public const int PieceLength = 1 << PieceBits;

    private const int PieceBits = 12;

    private readonly List<Piece> _pieces = [];

    /// <summary>Whether a task that was read again, by its place and its key, is the planned one.</summary>
    public Func<int, Digest, bool> IsPlanned { get; set; } = static (_, _) => true;

    public int Count { get; private set; }

    public PlannedTask<TTask> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            Piece piece = _pieces[index >> PieceBits];
            int place = index & (PieceLength - 1);
            if (piece.Held is not { } held) return ReadAgain(index, piece.Places![place]);
            return piece.Identities is { } identities ? new(held[place], identities[place]) : new(held[place]);
        }
    }

    /// <summary>Whether the identities of the tasks are held, and so many more would be.</summary>
    // Beside tasks that have to be held an identity is little, and to compute it again takes longer than planning did.
    public bool HoldsIdentities(int more = 0) => data.Fetch is null || Count + more <= mostHeld;

    /// <summary>Adds the tasks of the next rows: a whole piece, or the last.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="identities">What identifies them; null when that is not held.</param>
    public void Add(ReadOnlySpan<DataRow<TTask>> rows, TaskIdentity[]? identities)
    {
        int heldWhole = Count <= mostHeld ? 0 : _pieces.Count;
        TTask[] tasks = new TTask[rows.Length];
        RowPlace[] places = new RowPlace[rows.Length];
        for (int i = 0; i < rows.Length; i++) (tasks[i], places[i]) = (rows[i].Value, rows[i].Place);
        Append(new(tasks, identities, IsReadable(places) ? places : null));
        if (HoldsIdentities()) return;
        for (int i = heldWhole; i < _pieces.Count; i++) _pieces[i] = new(_pieces[i].Places is null ? _pieces[i].Held : null, null, _pieces[i].Places);
    }

    /// <summary>Some of the tasks.</summary>
    /// <param name="indexes">Which, in their order.</param>
    public TaskList<TTask> Select(IReadOnlyCollection<int> indexes)
    {
        TaskList<TTask> selected = new(data, mostHeld);
        foreach (int[] piece in indexes.Chunk(PieceLength))
        {
            RowPlace[] places = [.. piece.Select(PlaceOf)];
            bool isHeld = indexes.Count <= mostHeld || !IsReadable(places);
            selected.Append(isHeld ? new([.. piece.Select(index => this[index].Task)], null, null) : new(null, null, places));
        }

        return selected;
    }

    public IEnumerator<PlannedTask<TTask>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Append(Piece piece)
    {
        _pieces.Add(piece);
        Count += piece.Held?.Length ?? piece.Places!.Length;
    }

    private bool IsReadable(RowPlace[] places) => data.Fetch is not null && !places.Contains(default);

    private RowPlace PlaceOf(int index) => _pieces[index >> PieceBits].Places is { } places ? places[index & (PieceLength - 1)] : default;

    private PlannedTask<TTask> ReadAgain(int index, RowPlace place)
    {
        try
        {
            TTask task = data.Fetch!(place);
            Digest key = Key.Of(task);
            if (IsPlanned(index, key)) return new(task, key);
        }
        catch (Exception exception) when (exception is FormatException or ExperimentDataException or OverflowException)
        {
            throw SourceOf(place).Changed(place.Offset, exception);
        }

        throw SourceOf(place).Changed(place.Offset);
    }

    private DataSource SourceOf(RowPlace place) => data.Origins[place.Source].Source;

    private readonly record struct Piece(TTask[]? Held, TaskIdentity[]? Identities, RowPlace[]? Places);
}
