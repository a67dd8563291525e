namespace TrialKeep.Orchestration.Data;

internal static class TableRows
{
    public static IEnumerable<DataRow<TextRow>> Read(DataSource source)
    {
        using CsvFile file = new(source);
        string[]? header = null;
        while (file.Next())
        {
            header ??= [.. file.Header];
            yield return new(Row(file, header), source.Path, file.Line) { Place = file.Place };
        }
    }

    /// <summary>Reads rows again.</summary>
    public static RowWindow<TextRow> Again(DataSource source) => new CsvWindow<TextRow>(source, Row);

    private static TextRow Row(CsvFile file, string[] header)
    {
        string[] texts = new string[header.Length];
        for (int i = 0; i < texts.Length; i++) texts[i] = file.Text(i);
        return new(header, texts);
    }
}
