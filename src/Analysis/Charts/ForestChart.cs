using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>Estimates with their intervals, one below the other, on one scale.</summary>
public sealed class ForestChart : Chart
{
    private const double Left = 230, Right = 500, RowHeight = 44;
    private const int LabelWidth = 27, DetailWidth = 32;

    /// <summary>The rows from the top.</summary>
    public required IReadOnlyList<ForestEntry> Rows { get; init; }

    /// <summary>The values are differences: they have a sign, and a line marks 0.</summary>
    public bool AreDifferences { get; init; }

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; }

    /// <inheritdoc/>
    public override string Description => "The mark is the estimate, the bar its interval." + (AreDifferences
        ? " The upright line is no difference. Filled diamonds are real, hollow circles may be chance." : "");

    /// <inheritdoc/>
    public override ChartTable Table => new(["", "estimate", "low", "high", "remark"], [.. Rows.Select(row => (IReadOnlyList<string>)
        [row.Detail.Length == 0 ? row.Name : $"{row.Name} {row.Detail}", Value(row.Estimate), Value(row.Interval?.Low), Value(row.Interval?.High), row.Remark])]);

    private protected override double Height => Math.Max(1, Rows.Count) * RowHeight + 26;

    private protected override void Draw(HtmlText html)
    {
        IEnumerable<double> values = Rows.SelectMany(static row => new[] { row.Estimate, row.Interval?.Low, row.Interval?.High }).OfType<double>();
        LinearScale scale = LinearScale.Over(AreDifferences ? values.Append(0) : values);
        double bottom = Height - 26;
        foreach (double tick in scale.Ticks())
        {
            Line(html, AreDifferences && tick == 0 ? "reference" : "grid", X(scale, tick), 0, X(scale, tick), bottom);
            Text(html, "tick-label middle", X(scale, tick), bottom + 18, TickText(scale, tick));
        }

        IReadOnlyDictionary<string, string> labels = DisplayText.ShortenApart(Rows.Select(static row => row.Name), LabelWidth);
        for (int i = 0; i < Rows.Count; i++)
            WriteRow(html, Rows[i], labels[Rows[i].Name], scale, (i + 0.5) * RowHeight);
        if (Rows.Count == 0)
            Text(html, "note", 0, 20, "Nothing to draw.");
    }

    private void WriteRow(HtmlText html, ForestEntry row, string label, LinearScale scale, double y)
    {
        html.Write($"""<g class="{Tone(row.Tone)}">""");
        Label(html, "label", 0, row.Detail.Length == 0 ? y + 4 : y - 4, label, row.Name);
        if (row.Detail.Length > 0)
            Label(html, "note", 0, y + 12, DisplayText.Shorten(row.Detail, DetailWidth), row.Detail);
        Line(html, "track", Left, y, Right, y);
        if (row.Estimate is { } estimate && double.IsFinite(estimate))
            WriteMark(html, row, estimate, scale, y);
        Text(html, "value end", Width, row.Remark.Length == 0 ? y + 4 : y - 4, row.Estimate is null ? "no scores" : Value(row.Estimate));
        if (row.Remark.Length > 0)
            Text(html, "note end", Width, y + 12, row.Remark);
        html.WriteTrusted("</g>\n");
    }

    private static void WriteMark(HtmlText html, ForestEntry row, double estimate, LinearScale scale, double y)
    {
        if (row.Interval is { } interval && !double.IsNaN(interval.Low) && !double.IsNaN(interval.High))
            Line(html, "interval", X(scale, interval.Low), y, X(scale, interval.High), y);
        bool isReal = row.Tone is ForestTone.Better or ForestTone.Worse or ForestTone.Plain;
        Marker.Write(html, isReal ? 2 : 0, X(scale, estimate), y, isReal);
    }

    private string Value(double? value) => value is not { } number ? Amount.Nothing : AreDifferences ? Format.WriteSigned(number) : Format.Write(number);

    private string TickText(LinearScale scale, double tick)
    {
        string label = (AreDifferences ? scale.Label(tick, Format).TrimEnd('%') : scale.Label(tick, Format)).Replace('-', '\u2212');
        return AreDifferences && tick > 0 ? "+" + label : label;
    }

    private static string Tone(ForestTone tone) => tone switch
    {
        ForestTone.Better => "better",
        ForestTone.Worse => "worse",
        ForestTone.Open => "open",
        _ => "plain",
    };

    private static double X(LinearScale scale, double value) => Left + (Right - Left) * scale.Share(value);
}
