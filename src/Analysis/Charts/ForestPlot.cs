using TrialKeep.Analysis.Markup;

namespace TrialKeep.Analysis.Charts;

/// <summary>
/// Estimates with their intervals, one below the other, as an inline SVG. Positions are percentages of the width and sizes are pixels, so
/// that the chart fills a phone and a desk alike without scaling its text. Colours come from the page's style sheet.
/// </summary>
/// <param name="id">Makes the ids of title and description unique in the page.</param>
/// <param name="title">What the chart shows.</param>
/// <param name="description">How to read it.</param>
/// <param name="axis">The scale.</param>
/// <param name="reference">Where to draw a line in every row (no difference), or null.</param>
/// <param name="rows">The rows from the top.</param>
internal sealed class ForestPlot(string id, string title, string description, Axis axis, double? reference, IReadOnlyList<ForestRow> rows)
{
    private const int LabelLine = 15, DetailLine = 32, AxisHeight = 30, Pad = 22;

    private bool HasDetails => rows.Any(row => row.Detail.Length > 0);
    private int MarkLine => (HasDetails ? DetailLine : LabelLine) + 15;
    private int RowHeight => MarkLine + Pad;
    private int Height => rows.Count * RowHeight + AxisHeight;

    public void Write(HtmlText html)
    {
        html.Write($"""<svg class="forest" role="img" aria-labelledby="{id}-title {id}-desc" width="100%" height="{Height}">""");
        html.Write($"""<title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>""").WriteTrusted("\n");
        for (int i = 0; i < rows.Count; i++)
            WriteRow(html, rows[i], i * RowHeight);
        WriteAxis(html, rows.Count * RowHeight);
        html.WriteTrusted("</svg>\n");
    }

    private void WriteRow(HtmlText html, ForestRow row, int top)
    {
        html.Write($"""<g class="{Class(row.Tone)}"><title>{row.Name}</title>""");
        html.Write($"""<text class="label" x="0" y="{top + LabelLine}">{row.Label}</text>""");
        html.Write($"""<text class="value" x="100%" y="{top + LabelLine}">{row.Value}</text>""");
        if (row.Detail.Length > 0)
            html.Write($"""<text class="detail" x="0" y="{top + DetailLine}">{row.Detail}</text>""");
        if (row.ValueDetail.Length > 0)
            html.Write($"""<text class="detail end" x="100%" y="{top + DetailLine}">{row.ValueDetail}</text>""");
        WriteMark(html, row, top + MarkLine);
        html.WriteTrusted("</g>\n");
    }

    private void WriteMark(HtmlText html, ForestRow row, int y)
    {
        html.Write($"""<line class="track" x1="0" x2="100%" y1="{y}" y2="{y}"/>""");
        foreach (double tick in axis.Ticks())
            html.Write($"""<line class="tick" x1="{axis.Position(tick)}%" x2="{axis.Position(tick)}%" y1="{y - 3}" y2="{y + 3}"/>""");
        if (reference is { } line)
            html.Write($"""<line class="reference" x1="{axis.Position(line)}%" x2="{axis.Position(line)}%" y1="{y - 9}" y2="{y + 9}"/>""");
        if (row.Estimate is not { } estimate)
            return;
        (double low, double high) = (axis.Position(row.Interval.Low), axis.Position(row.Interval.High));
        html.Write($"""<line class="interval" x1="{low}%" x2="{high}%" y1="{y}" y2="{y}"/>""");
        html.Write($"""<circle class="estimate" cx="{axis.Position(estimate)}%" cy="{y}" r="5"/>""");
    }

    private void WriteAxis(HtmlText html, int top)
    {
        html.WriteTrusted("""<g class="axis">""");
        foreach (double tick in axis.Ticks())
        {
            double x = axis.Position(tick);
            html.Write($"""<text class="{Anchor(x)}" x="{x}%" y="{top + 12}">{TickText(tick)}</text>""");
        }
        html.WriteTrusted("</g>");
    }

    private string TickText(double tick)
    {
        string label = axis.Label(tick);
        return reference is null ? label + "%" : (tick > 0 ? "+" : "") + label.Replace('-', '\u2212');
    }

    private static string Anchor(double position) => position switch { < 5 => "start", > 95 => "end", _ => "middle" };

    private static string Class(ForestTone tone) => tone switch
    {
        ForestTone.Better => "better",
        ForestTone.Worse => "worse",
        ForestTone.Open => "open",
        _ => "plain",
    };
}
