using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>Everybody against everybody: in each cell how often the row won and lost against the column.</summary>
public sealed class WinLossChart : Chart
{
    /// <summary>How many competitors are drawn at most; the table has them all.</summary>
    public const int MostDrawn = 8;

    private const double Left = 150, Top = 46, CellHeight = 44;
    private const int LabelWidth = 18;

    /// <summary>The competitors.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What they made of each other; a pair given one way counts the other way round too.</summary>
    public required IReadOnlyList<WinLossCell> Cells { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        "Each cell says how often the row won and lost against the column. ▲: really better, ▼: really worse, no mark: may be chance."
        + (Names.Count > MostDrawn ? $" The first {MostDrawn} of {Figure.Count(Names.Count)} are drawn." : "");

    /// <inheritdoc/>
    public override ChartTable Table => new(["", .. Names],
        [.. Names.Select((name, row) => (IReadOnlyList<string>)[name, .. Names.Select((_, column) => Find(row, column) is { } cell ? Score(cell) : Amount.Nothing)])]);

    private int Drawn => Math.Min(Names.Count, MostDrawn);

    private double CellWidth => (Width - Left) / Math.Max(1, Drawn);

    private protected override double Height => Top + Math.Max(1, Drawn) * CellHeight + 4;

    private protected override void Draw(HtmlText html)
    {
        if (Drawn == 0)
            Text(html, "note", 0, 20, "Nothing to draw.");
        IReadOnlyDictionary<string, string> rows = DisplayText.ShortenApart(Names, LabelWidth);
        IReadOnlyDictionary<string, string> columns = DisplayText.ShortenApart(Names, Math.Max(5, (int)(CellWidth / 8.2)));
        Text(html, "note", 0, Top - 14, "row against column");
        for (int i = 0; i < Drawn; i++)
        {
            Label(html, "tick-label middle", Left + (i + 0.5) * CellWidth, Top - 14, columns[Names[i]], Names[i]);
            Label(html, "label", 0, Top + (i + 0.5) * CellHeight + 4, rows[Names[i]], Names[i]);
            for (int column = 0; column < Drawn; column++)
                WriteCell(html, i, column);
            html.WriteTrusted("\n");
        }
    }

    private void WriteCell(HtmlText html, int row, int column)
    {
        double x = Left + column * CellWidth, y = Top + row * CellHeight;
        WinLossCell? cell = Find(row, column);
        string tone = cell is not { IsReal: true } ? "open" : cell.Won > cell.Lost ? "better" : "worse";
        html.Write($"""<g class="{tone}"><rect class="cell{(cell is { IsReal: true } ? " tinted" : "")}" x="{x + 1}" y="{y + 1}" width="{CellWidth - 2}" height="{CellHeight - 2}" rx="4"/>""");
        Text(html, "cell-text middle", x + CellWidth / 2, y + CellHeight / 2 + 4, cell is null ? Amount.Nothing : Score(cell));
        html.WriteTrusted("</g>");
    }

    private WinLossCell? Find(int row, int column)
    {
        if (Cells.FirstOrDefault(cell => cell.Row == row && cell.Column == column) is { } found)
            return found;
        return Cells.FirstOrDefault(cell => cell.Row == column && cell.Column == row) is { } other
            ? other with { Row = row, Column = column, Won = other.Lost, Lost = other.Won } : null;
    }

    private static string Score(WinLossCell cell) =>
        $"{Figure.Count(cell.Won)} : {Figure.Count(cell.Lost)}{(!cell.IsReal ? "" : cell.Won > cell.Lost ? " ▲" : " ▼")}";
}
