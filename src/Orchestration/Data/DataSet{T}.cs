using System.Collections.Immutable;
using TrialKeep.Orchestration.Data;

namespace TrialKeep;

/// <summary>A data set: rows in an order that is always the same.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
public sealed class DataSet<T>
{
    private readonly Func<IEnumerable<DataRow<T>>> _rows;

    internal DataSet(Func<IEnumerable<DataRow<T>>> rows, params ImmutableArray<DataOrigin> origins)
    {
        _rows = rows;
        Origins = origins;
    }

    internal DataSet(Func<IEnumerable<DataRow<T>>> rows, DataSource source)
        : this(rows, new DataOrigin(source, null))
    {
    }

    /// <summary>The files that the rows come from; none for rows in memory.</summary>
    internal ImmutableArray<DataOrigin> Origins { get; }

    /// <summary>Reads one row again by its place, from several threads; null when none has a place.</summary>
    internal Func<RowPlace, T>? Fetch { get; init; }

    /// <summary>Reads the rows.</summary>
    /// <exception cref="InvalidInputException">The file is missing, or a row is not what the type demands; file and line are named.</exception>
    public IEnumerable<DataRow<T>> Rows() => _rows();

    /// <summary>The same rows as another type. A plan of many rows asks for a row again and must get the same; <see cref="Buffered"/> holds what was made once.</summary>
    /// <param name="map">Makes one of the other.</param>
    /// <exception cref="InvalidInputException">While reading, when <paramref name="map"/> throws <see cref="FormatException"/> or <see cref="ExperimentDataException"/>.</exception>
    public DataSet<TOther> Select<TOther>(Func<T, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(() => Rows().Select(row => new DataRow<TOther>(Map(row, map), row.File, row.Line) { Place = row.Place }), Origins) { Fetch = Fetch is { } fetch ? place => map(fetch(place)) : null };
    }

    /// <summary>The rows that a condition holds for. What the condition says is part of no key: it only decides what is planned.</summary>
    /// <param name="condition">Whether a row stays.</param>
    public DataSet<T> Where(Func<T, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return Of(rows => rows.Where(row => Map(row, condition)));
    }

    /// <summary>The first rows. The others are read and left out, so that a run can still note the file.</summary>
    /// <param name="count">How many; all when there are fewer.</param>
    public DataSet<T> Limit(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Of(rows => rows.Where((_, index) => index < count));
    }

    /// <summary>A seeded draw of rows, in the order of the data set.</summary>
    /// <param name="count">How many; all when there are fewer.</param>
    /// <param name="id">The id of a row, by whose digest it is drawn.</param>
    /// <param name="seed">Another seed, another draw.</param>
    public DataSet<T> Subset(int count, Func<T, string> id, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Drawn(rows => SeededDraw.Of([.. rows.Select(row => Map(row, id))], count, seed));
    }

    /// <summary>A seeded draw in which each stratum has its share, in the order of the data set.</summary>
    /// <remarks>
    /// The share of a stratum is count * size / all, rounded down; what is left goes to the largest remainders (Hamilton's method), and among
    /// equal ones to the stratum that is first in ordinal order. A small stratum may get nothing.
    /// </remarks>
    /// <param name="count">How many of all strata together; all when there are fewer.</param>
    /// <param name="by">The stratum of a row; null is one of its own.</param>
    /// <param name="id">The id of a row, by whose digest it is drawn.</param>
    /// <param name="seed">Another seed, another draw.</param>
    public DataSet<T> Stratified(int count, Func<T, string?> by, Func<T, string> id, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Drawn(rows => SeededDraw.Of([.. rows.Select(row => Map(row, id))], [.. rows.Select(row => Map(row, by))], count, seed));
    }

    /// <summary>The rows with these ids, in the order of the data set.</summary>
    /// <param name="id">The id of a row.</param>
    /// <param name="ids">The ids; one that no row has is refused while reading.</param>
    public DataSet<T> Ids(Func<T, string> id, params IEnumerable<string> ids)
    {
        ArgumentNullException.ThrowIfNull(id);
        HashSet<string> wanted = [.. ids];
        return Of(rows => WithIds(rows, id, wanted));
    }

    /// <summary>
    /// The same rows with what is known of their file. A run notes it with the digest of the file, the number of rows and the path; for rows in memory
    /// nothing is noted.
    /// </summary>
    /// <param name="name">The name under which it was published; null for that of the file.</param>
    /// <param name="revision">Which revision it is: a commit, a tag, a date.</param>
    /// <param name="split">Which part of it: <c>test</c>.</param>
    /// <param name="licence">Under which licence it may be used: <c>CC-BY-4.0</c>.</param>
    /// <param name="keep">Whether the store keeps a copy of the file, as an object under its digest.</param>
    public DataSet<T> Describe(string? name = null, string? revision = null, string? split = null, string? licence = null, bool keep = false) =>
        new(_rows, [.. Origins.Select(origin => origin with { Description = new(name, revision, split, licence, keep) })]) { Fetch = Fetch };

    /// <summary>The same rows, read once, when they are first asked for, and kept in memory.</summary>
    public DataSet<T> Buffered()
    {
        Lazy<DataRow<T>[]> rows = new(() => [.. Rows()]);
        return new(() => rows.Value, Origins);
    }

    private DataSet<T> Of(Func<IEnumerable<DataRow<T>>, IEnumerable<DataRow<T>>> query) => new(() => query(Rows()), Origins) { Fetch = Fetch };

    // Who is drawn is known when all are: the rows are read once and held.
    private DataSet<T> Drawn(Func<IReadOnlyList<DataRow<T>>, bool[]> draw) => Of(rows =>
    {
        DataRow<T>[] all = [.. rows];
        bool[] drawn = draw(all);
        return all.Where((_, index) => drawn[index]);
    });

    private static IEnumerable<DataRow<T>> WithIds(IEnumerable<DataRow<T>> rows, Func<T, string> id, HashSet<string> wanted)
    {
        HashSet<string> missing = [.. wanted];
        foreach (DataRow<T> row in rows)
        {
            string own = Map(row, id);
            missing.Remove(own);
            if (wanted.Contains(own)) yield return row;
        }

        if (missing.Count == 0) yield break;
        string names = string.Join(", ", missing.Order(StringComparer.Ordinal).Take(5).Select(static name => $"'{name}'"));
        throw new InvalidInputException($"The data has no item {names}{(missing.Count > 5 ? $" and {missing.Count - 5} more" : "")}; correct the ids.");
    }

    private static TOther Map<TOther>(DataRow<T> row, Func<T, TOther> map)
    {
        try
        {
            return map(row.Value);
        }
        catch (Exception exception) when (exception is FormatException or ExperimentDataException or OverflowException)
        {
            throw new InvalidInputException($"{row.Origin}: {exception.Message}", exception);
        }
    }
}
