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
            string[] texts = new string[header.Length];
            for (int i = 0; i < texts.Length; i++) texts[i] = file.Text(i);
            yield return new(new TextRow(header, texts), source.Path, file.Line);
        }
    }
}
