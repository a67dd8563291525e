using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports;

/// <summary>An aligned table of plain text that never gets wider than it may: the names give way, the numbers don't.</summary>
internal sealed class TextTable(int names, params string[] headers)
{
    private const string Gap = "  ";
    private const int NarrowestName = 6;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row: first the names, left aligned, then the numbers, right aligned.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(TextWriter output, int width)
    {
        ShortenNames(width);
        int[] widths = [.. headers.Select((header, column) => Math.Max(header.Length, WidestCell(column)))];
        foreach (string[] row in _rows.Prepend(headers))
            output.Write(string.Join(Gap, row.Select((cell, column) => Align(cell, widths[column], column))).TrimEnd() + "\n");
    }

    private string Align(string cell, int width, int column)
    {
        var padding = new string(' ', width - DisplayText.Width(cell));
        return column < names ? cell + padding : padding + cell;
    }

    private int WidestCell(int column) => _rows.Count == 0 ? 0 : _rows.Max(row => DisplayText.Width(row[column]));

    private void ShortenNames(int width)
    {
        int left = width - Gap.Length * (headers.Length - 1);
        for (int column = names; column < headers.Length; column++)
            left -= Math.Max(headers[column].Length, WidestCell(column));
        IReadOnlyDictionary<string, string> shown = DisplayText.ShortenApart(_rows.SelectMany(row => row.Take(names)),
            Math.Max(NarrowestName, left / names));
        foreach (string[] row in _rows)
        {
            for (int column = 0; column < names; column++)
                row[column] = shown[row[column]];
        }
    }
}
