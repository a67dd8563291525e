using TrialKeep.Orchestration.Data;

namespace TrialKeep;

/// <summary>A data set: rows in an order that is always the same.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
public sealed class DataSet<T>
{
    private readonly Func<IEnumerable<DataRow<T>>> _rows;

    internal DataSet(Func<IEnumerable<DataRow<T>>> rows) => _rows = rows;

    /// <summary>Reads the rows.</summary>
    /// <exception cref="InvalidInputException">The file is missing, or a row is not what the type demands; file and line are named.</exception>
    public IEnumerable<DataRow<T>> Rows() => _rows();

    /// <summary>The same rows as another type.</summary>
    /// <exception cref="InvalidInputException">While reading, when <paramref name="map"/> throws <see cref="FormatException"/> or <see cref="ExperimentDataException"/>.</exception>
    public DataSet<TOther> Select<TOther>(Func<T, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(() => Rows().Select(row => new DataRow<TOther>(Map(row, map), row.File, row.Line)));
    }

    /// <summary>The same rows, read once, when they are first asked for, and kept in memory.</summary>
    public DataSet<T> Buffered()
    {
        Lazy<DataRow<T>[]> rows = new(() => [.. Rows()]);
        return new(() => rows.Value);
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
