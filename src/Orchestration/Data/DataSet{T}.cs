using TrialKeep.Orchestration.Data;

namespace TrialKeep;

/// <summary>A data set: rows in an order that is always the same.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
public sealed class DataSet<T>
{
    private readonly Func<IEnumerable<DataRow<T>>> _rows;

    internal DataSet(Func<IEnumerable<DataRow<T>>> rows, DataSource? source = null, DataDescription? description = null)
    {
        _rows = rows;
        Source = source;
        Description = description;
    }

    /// <summary>The file that the rows come from; null for rows in memory.</summary>
    internal DataSource? Source { get; }

    /// <summary>What was said about it; null when nothing was.</summary>
    internal DataDescription? Description { get; }

    /// <summary>Reads the rows.</summary>
    /// <exception cref="InvalidInputException">The file is missing, or a row is not what the type demands; file and line are named.</exception>
    public IEnumerable<DataRow<T>> Rows() => _rows();

    /// <summary>The same rows as another type.</summary>
    /// <exception cref="InvalidInputException">While reading, when <paramref name="map"/> throws <see cref="FormatException"/> or <see cref="ExperimentDataException"/>.</exception>
    public DataSet<TOther> Select<TOther>(Func<T, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(() => Rows().Select(row => new DataRow<TOther>(Map(row, map), row.File, row.Line)), Source, Description);
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
        new(_rows, Source, new(name, revision, split, licence, keep));

    /// <summary>The same rows, read once, when they are first asked for, and kept in memory.</summary>
    public DataSet<T> Buffered()
    {
        Lazy<DataRow<T>[]> rows = new(() => [.. Rows()]);
        return new(() => rows.Value, Source, Description);
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
