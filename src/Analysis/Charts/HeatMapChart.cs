using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>Values by two dimensions: a number in each cell, a shade for its size, and how many it rests on; the best of a row is framed.</summary>
public sealed class HeatMapChart : Chart
{
    /// <summary>How many rows are drawn at most; the table has them all.</summary>
    public const int MostRows = 24;

    /// <summary>How many columns are drawn at most; the table has them all.</summary>
    public const int MostColumns = 8;

    private const double Left = 170, Top = 34, CellHeight = 42;
    private const int LabelWidth = 21, Shades = 5;

    /// <summary>The heads of the columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The rows from the top.</summary>
    public required IReadOnlyList<HeatMapRow> Rows { get; init; }

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; }

    /// <summary>Which way values get better, for the frame.</summary>
    public Direction Better { get; init; } = Direction.Higher;

    /// <inheritdoc/>
    public override string Description => "Each cell has the value and how many answers it rests on; stronger shades are higher values, the best of a row is framed."
        + (Rows.Count > MostRows ? $" The first {MostRows} of {Figure.Count(Rows.Count)} rows are drawn." : "")
        + (Columns.Count > MostColumns ? $" The first {MostColumns} of {Figure.Count(Columns.Count)} columns are drawn." : "");

    /// <inheritdoc/>
    public override ChartTable Table => new(["", .. Columns],
        [.. Rows.Select(row => (IReadOnlyList<string>)[row.Name, .. row.Cells.Select(cell => cell.Value is { } value ? $"{Format.Write(value)} (n = {Figure.Count(cell.Count)})" : Amount.Nothing)])]);

    private int DrawnColumns => Math.Min(MostColumns, Columns.Count);

    private int DrawnRows => Math.Min(MostRows, Rows.Count);

    private double CellWidth => (Width - Left) / Math.Max(1, DrawnColumns);

    private protected override double Height => Top + Math.Max(1, DrawnRows) * CellHeight + 4;

    private protected override void Draw(HtmlText html)
    {
        if (DrawnRows * DrawnColumns == 0)
            Text(html, "note", 0, 20, "Nothing to draw.");
        IReadOnlyDictionary<string, string> columns = DisplayText.ShortenApart(Columns, Math.Max(5, (int)(CellWidth / 8.2)));
        for (int i = 0; i < DrawnColumns; i++)
            Label(html, "tick-label middle", Left + (i + 0.5) * CellWidth, Top - 12, columns[Columns[i]], Columns[i]);
        IReadOnlyDictionary<string, string> rows = DisplayText.ShortenApart(Rows.Select(static row => row.Name), LabelWidth);
        double[] values = [.. Rows.SelectMany(static row => row.Cells).Select(static cell => cell.Value ?? double.NaN).Where(double.IsFinite)];
        LinearScale scale = LinearScale.Over(values);
        for (int i = 0; i < DrawnRows; i++)
        {
            Label(html, "label", 0, Top + (i + 0.5) * CellHeight + 4, rows[Rows[i].Name], Rows[i].Name);
            WriteRow(html, Rows[i], scale, Top + i * CellHeight);
        }
    }

    private void WriteRow(HtmlText html, HeatMapRow row, LinearScale scale, double y)
    {
        double[] finite = [.. row.Cells.Select(static cell => cell.Value ?? double.NaN).Where(double.IsFinite)];
        double? best = finite.Length < 2 ? null : Better == Direction.Higher ? finite.Max() : finite.Min();
        for (int i = 0; i < DrawnColumns && i < row.Cells.Count; i++)
            WriteCell(html, row.Cells[i], scale, best, Left + i * CellWidth, y);
        html.WriteTrusted("\n");
    }

    private void WriteCell(HtmlText html, HeatMapCell cell, LinearScale scale, double? best, double x, double y)
    {
        bool isValue = cell.Value is { } number && double.IsFinite(number);
        string shade = isValue ? $"shade{Math.Min(Shades - 1, (int)(scale.Share(cell.Value!.Value) * Shades))}" : "empty";
        string frame = isValue && cell.Value == best ? " framed" : "";
        html.Write($"""<rect class="cell {shade}{frame}" x="{x + 1.5}" y="{y + 1.5}" width="{CellWidth - 3}" height="{CellHeight - 3}" rx="4"/>""");
        Text(html, "cell-text middle", x + CellWidth / 2, y + 19, Format.Write(cell.Value));
        Text(html, "cell-note middle", x + CellWidth / 2, y + 33, $"n = {Figure.Count(cell.Count)}");
    }
}
