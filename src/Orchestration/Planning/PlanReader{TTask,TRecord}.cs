using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TrialKeep.Orchestration.Data;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Planning;

/// <summary>
/// Reads the rows of a plan: tells the same item twice, makes sure that each task can be stored, and keeps keys and tasks of what is selected. The next rows are read while
/// those before them are identified side by side.
/// </summary>
internal sealed class PlanReader<TTask, TRecord>(DataSet<TTask> data, GenerationKeys<TTask, TRecord> generations, Selection selection, int mostHeld, CancellationToken cancellation)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly DigestSet _items = new();
    private readonly List<KeyId[]> _keys = [];
    private TaskList<TTask> _tasks = new(data, mostHeld);
    // Two lists in turn: new ones would be large objects.
    private List<DataRow<TTask>> _next = [];
    private DataRow<TTask>? _duplicate;
    private int _rows;

    /// <summary>Reads everything, what is not selected too: a wrong row is wrong whatever is asked for.</summary>
    /// <returns>The selected tasks and the keys of their generations; no task when the data has none.</returns>
    public (TaskList<TTask> Tasks, ImmutableArray<KeyId> Keys) Read()
    {
        using (IEnumerator<DataRow<TTask>> rows = data.Rows().GetEnumerator())
        {
            List<DataRow<TTask>> piece = Next(rows, []);
            // Who identifies no second piece needs no other thread.
            while (piece.Count == TaskList<TTask>.PieceLength) piece = AddWhileReading(piece, rows);
            Add(piece);
        }

        if (_duplicate is { } row) throw Refused(row);
        if (selection.Subset is { } count) Draw(count);
        return (_tasks, Joined());
    }

    private List<DataRow<TTask>> AddWhileReading(List<DataRow<TTask>> piece, IEnumerator<DataRow<TTask>> rows)
    {
        Task<List<DataRow<TTask>>> reading = Task.Run(() => Next(rows, _next), CancellationToken.None);
        try
        {
            Add(piece);
        }
        finally
        {
            // What is wrong here stands before whatever is wrong there; nobody reads on when this returns.
            _ = Task.WhenAny(reading).GetAwaiter().GetResult().Exception;
        }

        if (_duplicate is not null) return [];
        _next = piece;
        return reading.GetAwaiter().GetResult();
    }

    private List<DataRow<TTask>> Next(IEnumerator<DataRow<TTask>> rows, List<DataRow<TTask>> piece)
    {
        piece.Clear();
        while (piece.Count < TaskList<TTask>.PieceLength && rows.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            piece.Add(rows.Current);
        }

        return piece;
    }

    private void Add(List<DataRow<TTask>> rows)
    {
        int selected = selection.Subset is null && selection.Limit is { } limit ? Math.Clamp(limit - _rows, 0, rows.Count) : rows.Count;
        KeyId[] items = new KeyId[rows.Count];
        // Of what is drawn the keys are made when it is known.
        KeyId[] keys = new KeyId[selection.Subset is null ? selected * generations.OfTask : 0];
        TaskIdentity[]? identities = _tasks.HoldsIdentities(selected) ? new TaskIdentity[selected] : null;
        RowWork.Each(rows.Count, index => items[index] = Identify(rows[index], Keys(keys, index), identities.AsSpan(Math.Min(index, identities?.Length ?? 0))));
        for (int i = 0; i < items.Length && _duplicate is null; i++)
        {
            if (!_items.Add(items[i])) _duplicate = rows[i];
        }

        _rows += rows.Count;
        if (selected == 0 || _duplicate is not null) return;
        _tasks.Add(CollectionsMarshal.AsSpan(rows)[..selected], identities);
        _keys.Add(keys);
    }

    private Span<KeyId> Keys(KeyId[] keys, int index) => (index + 1) * generations.OfTask <= keys.Length ? keys.AsSpan(index * generations.OfTask, generations.OfTask) : [];

    private KeyId Identify(DataRow<TTask> row, Span<KeyId> keys, Span<TaskIdentity> identities)
    {
        try
        {
            Digest key = Key.Of(row.Value);
            string item = TaskItem.Of(row.Value, key);
            if (string.IsNullOrWhiteSpace(item)) throw new InvalidInputException($"{row.Origin}: the item's id is empty; results are paired by it.");
            PlannedTask<TTask> task = new(row.Value, key);
            if (identities.IsEmpty) task.DemandStorable();
            else identities[0] = task.Identity;
            if (!keys.IsEmpty) generations.Write(key, keys);
            return DigestSet.DigestOf(item);
        }
        catch (ExperimentDataException exception)
        {
            throw new InvalidInputException($"{row.Origin}: {exception.Message}", exception);
        }
    }

    // Only digests of the items are held: where the first one stands, the data says again.
    private InvalidInputException Refused(DataRow<TTask> duplicate)
    {
        string item = TaskItem.Of(duplicate.Value);
        // Rows that can be read once only don't say it.
        string place = data.Rows().Where(row => TaskItem.Of(row.Value) == item).Select(static row => $", in {row.Origin}").FirstOrDefault("");
        return new($"{duplicate.Origin}: the item '{item}' is there already{place}; results are paired by item, so give each its own id.");
    }

    private void Draw(int count)
    {
        string[] items = [.. _tasks.Select(static task => task.Item)];
        bool[] drawn = selection.SubsetBy is { } slice ? SeededDraw.Of(items, LevelsOf(slice), count, selection.SubsetSeed) : SeededDraw.Of(items, count, selection.SubsetSeed);
        _tasks = _tasks.Select([.. Enumerable.Range(0, drawn.Length).Where(index => drawn[index]).Take(selection.Limit ?? drawn.Length)]);
        KeyId[] keys = new KeyId[checked(_tasks.Count * generations.OfTask)];
        RowWork.Each(_tasks.Count, index => generations.Write(_tasks[index].Key, Keys(keys, index)));
        _keys.Add(keys);
    }

    private string?[] LevelsOf(string slice)
    {
        if (TaskSlices.Find<TTask>(slice) is { } column) return [.. _tasks.Select(task => column.LevelOf(task.Task))];
        string[] names = TaskSlices.Names<TTask>();
        throw new InvalidInputException(names.Length == 0 ? $"The task '{TTask.Schema.Id}' has no slice '{slice}', and none at all; mark a member with [Slice]." : $"The task '{TTask.Schema.Id}' has no slice '{slice}'; there are {string.Join(", ", names)}.");
    }

    private ImmutableArray<KeyId> Joined()
    {
        KeyId[] joined = _keys is [KeyId[] only] ? only : new KeyId[_keys.Aggregate(0, static (sum, keys) => checked(sum + keys.Length))];
        int next = 0;
        foreach (KeyId[] keys in _keys)
        {
            if (keys != joined) keys.CopyTo(joined, next);
            next += keys.Length;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(joined);
    }
}
