using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>Pairs of values, one below the other: a hollow circle for the baseline, a filled diamond for the candidate, joined by a line.</summary>
public sealed class DumbbellChart : Chart
{
    private const double Left = 200, Right = 560, Top = 46, RowHeight = 30;
    private const int LabelWidth = 25, ShortLabel = 22;

    /// <summary>The rows from the top.</summary>
    public required IReadOnlyList<DumbbellRow> Rows { get; init; }

    /// <summary>What the hollow circles are.</summary>
    public string Baseline { get; init; } = "baseline";

    /// <summary>What the filled diamonds are.</summary>
    public string Candidate { get; init; } = "candidate";

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        $"A hollow circle stands for {Baseline}, a filled diamond for {Candidate}; the number at the right is the difference.";

    /// <inheritdoc/>
    public override ChartTable Table => new(["", Baseline, Candidate, "difference"],
        [.. Rows.Select(row => (IReadOnlyList<string>)[row.Name, Format.Write(row.Baseline), Format.Write(row.Candidate), Difference(row)])]);

    private protected override double Height => Top + Math.Max(1, Rows.Count) * RowHeight + 30;

    private protected override void Draw(HtmlText html)
    {
        WriteLegend(html);
        LinearScale scale = LinearScale.Over(Rows.SelectMany(static row => new[] { row.Baseline, row.Candidate }).OfType<double>());
        double bottom = Height - 30;
        foreach (double tick in scale.Ticks())
        {
            Line(html, "grid", X(scale, tick), Top, X(scale, tick), bottom);
            Text(html, "tick-label middle", X(scale, tick), bottom + 18, scale.Label(tick, Format));
        }

        IReadOnlyDictionary<string, string> labels = DisplayText.ShortenApart(Rows.Select(static row => row.Name), LabelWidth);
        for (int i = 0; i < Rows.Count; i++)
            WriteRow(html, Rows[i], labels[Rows[i].Name], scale, Top + (i + 0.5) * RowHeight);
        if (Rows.Count == 0)
            Text(html, "note", 0, Top + 20, "Nothing to draw.");
    }

    private void WriteLegend(HtmlText html)
    {
        html.WriteTrusted("""<g class="plain">""");
        Marker.Write(html, 0, 8, 14, isFilled: false);
        Label(html, "legend", 20, 18, DisplayText.Shorten(Baseline, ShortLabel), Baseline);
        Marker.Write(html, 2, 248, 14);
        Label(html, "legend", 260, 18, DisplayText.Shorten(Candidate, ShortLabel), Candidate);
        html.WriteTrusted("</g>\n");
    }

    private void WriteRow(HtmlText html, DumbbellRow row, string label, LinearScale scale, double y)
    {
        html.WriteTrusted("""<g class="plain">""");
        Label(html, "label", 0, y + 4, label, row.Name);
        Line(html, "track", Left, y, Right, y);
        if (Finite(row.Baseline) is { } from && Finite(row.Candidate) is { } to)
            Line(html, "join", X(scale, from), y, X(scale, to), y);
        if (Finite(row.Baseline) is { } baseline)
            Marker.Write(html, 0, X(scale, baseline), y, isFilled: false);
        if (Finite(row.Candidate) is { } candidate)
            Marker.Write(html, 2, X(scale, candidate), y);
        Text(html, "value end", Width, y + 4, Difference(row));
        html.WriteTrusted("</g>\n");
    }

    private string Difference(DumbbellRow row) =>
        Finite(row.Baseline) is { } from && Finite(row.Candidate) is { } to ? Format.WriteSigned(to - from) : Amount.Nothing;

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static double X(LinearScale scale, double value) => Left + (Right - Left) * scale.Share(value);
}
