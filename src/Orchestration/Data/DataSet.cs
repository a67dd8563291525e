using TrialKeep.Orchestration.Data;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Opens data sets.</summary>
public static class DataSet
{
    /// <summary>One JSON object a line, UTF-8; blank lines do not count.</summary>
    /// <param name="path">The file, from the current directory.</param>
    public static DataSet<TRow> Jsonl<TRow>(string path)
        where TRow : ICodec<TRow>
    {
        DataSource source = new(path);
        return new(() => JsonlRows.Read<TRow>(source), source);
    }

    /// <summary>Comma-separated values, RFC 4180 and UTF-8, with a header; a column is found by the JSON name of the member.</summary>
    /// <param name="path">The file, from the current directory.</param>
    public static DataSet<TRow> Csv<TRow>(string path)
        where TRow : ICodec<TRow>, ISchema<TRow>
    {
        DataSource source = new(path);
        return new(() => CsvRows.Read<TRow>(source), source);
    }

    /// <summary>Rows in memory.</summary>
    public static DataSet<TRow> Of<TRow>(IEnumerable<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(() => rows.Select(static (row, index) => new DataRow<TRow>(row, "the rows in memory", index + 1)));
    }
}
