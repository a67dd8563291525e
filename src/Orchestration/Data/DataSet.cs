using TrialKeep.Orchestration.Data;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Opens data sets. A file may be compressed by gzip, whatever it is called.</summary>
public static class DataSet
{
    /// <summary>One JSON object a line, UTF-8; blank lines do not count.</summary>
    /// <param name="path">The file, from the current directory.</param>
    public static DataSet<TRow> Jsonl<TRow>(string path)
        where TRow : ICodec<TRow>
    {
        DataSource source = new(path);
        return new(() => JsonlRows.Read<TRow>(source), source) { Fetch = new RowWindows<TRow>(() => new LineWindow<TRow>(source)).Fetch };
    }

    /// <summary>One JSON text with an array of objects, UTF-8. It is read element by element.</summary>
    /// <param name="path">The file, from the current directory.</param>
    /// <param name="pointer">Where the array is, as a JSON pointer (RFC 6901), <c>/data/rows</c>; empty when it is the whole file.</param>
    /// <exception cref="ArgumentException">The pointer is none.</exception>
    public static DataSet<TRow> Json<TRow>(string path, string pointer = "")
        where TRow : ICodec<TRow>
    {
        DataSource source = new(path);
        JsonPointer place = new(pointer);
        return new(() => JsonRows.Read<TRow>(source, place), source);
    }

    /// <summary>Comma-separated values, RFC 4180 and UTF-8, with a header; a column is found by the JSON name of the member.</summary>
    /// <param name="path">The file, from the current directory.</param>
    public static DataSet<TRow> Csv<TRow>(string path)
        where TRow : ICodec<TRow>, ISchema<TRow>
    {
        DataSource source = new(path);
        return new(() => CsvRows.Read<TRow>(source), source) { Fetch = new RowWindows<TRow>(() => CsvRows.Again<TRow>(source)).Fetch };
    }

    /// <summary>Comma-separated values, RFC 4180 and UTF-8, with a header, as texts by column.</summary>
    /// <param name="path">The file, from the current directory.</param>
    public static DataSet<TextRow> Table(string path)
    {
        DataSource source = new(path);
        return new(() => TableRows.Read(source), source) { Fetch = new RowWindows<TextRow>(() => TableRows.Again(source)).Fetch };
    }

    /// <summary>Rows in memory.</summary>
    public static DataSet<TRow> Of<TRow>(IEnumerable<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(() => rows.Select(static (row, index) => new DataRow<TRow>(row, "the rows in memory", index + 1)));
    }

    /// <summary>The rows of several data sets, one after the other. A run notes the file of each.</summary>
    /// <param name="sets">The data sets.</param>
    public static DataSet<TRow> Concat<TRow>(params DataSet<TRow>[] sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        // The files of a set stand behind those of the sets before it.
        int[] before = new int[sets.Length];
        for (int i = 1; i < sets.Length; i++) before[i] = before[i - 1] + sets[i - 1].Origins.Length;
        return new(() => sets.SelectMany((set, i) => set.Rows().Select(row => row with { Place = row.Place.After(before[i]) })), [.. sets.SelectMany(static set => set.Origins)])
        {
            Fetch = sets.Any(static set => set.Fetch is not null) ? place => Fetch(sets, before, place) : null,
        };
    }

    /// <summary>
    /// The rows of several data sets, one after the other, each with the name of its own: give it to a <c>[Slice]</c> member of the task, and
    /// reports group by it.
    /// </summary>
    /// <param name="parts">The data sets with their names.</param>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public static DataSet<DataPart<TRow>> Concat<TRow>(params (string Name, DataSet<TRow> Rows)[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        string? twice = parts.GroupBy(static part => part.Name).FirstOrDefault(static group => group.Count() > 1)?.Key;
        if (twice is not null) throw new ArgumentException($"Two parts of the data are called '{twice}'; give each its own name.", nameof(parts));
        return Concat([.. parts.Select(static part => part.Rows.Select(row => new DataPart<TRow>(part.Name, row)))]);
    }

    private static TRow Fetch<TRow>(DataSet<TRow>[] sets, int[] before, RowPlace place)
    {
        int set = sets.Length - 1;
        while (before[set] > place.Source || sets[set].Origins.IsEmpty) set--;
        return sets[set].Fetch!(place.After(-before[set]));
    }
}
