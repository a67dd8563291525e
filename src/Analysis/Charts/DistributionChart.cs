using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Statistics.Descriptive;

namespace TrialKeep.Analysis.Charts;

/// <summary>How values spread, a row for each set on one scale: a dot for each of a few values, else a histogram; below it the quartiles.</summary>
public sealed class DistributionChart : Chart
{
    private const double Left = 170, Right = 560, RowHeight = 66, BarsHeight = 36;
    private const int LabelWidth = 21, Bins = 30, MostDots = 40;

    private static readonly double[] _shares = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>The sets of values.</summary>
    public required IReadOnlyList<DistributionRow> Rows { get; init; }

    /// <summary>What the values are, with their unit.</summary>
    public string Axis { get; init; } = "";

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        $"Dots are single values, bars count values. The thin line below goes from the least to the greatest, the thick one over the middle half, the mark is the median{Skipped()}.";

    /// <inheritdoc/>
    public override ChartTable Table => new(["", "n", "least", "lower quartile", "median", "upper quartile", "greatest"], [.. Rows.Select(Cells)]);

    private protected override double Height => Math.Max(1, Rows.Count) * RowHeight + 44;

    private protected override void Draw(HtmlText html)
    {
        double[][] values = [.. Rows.Select(static row => row.Values.Where(double.IsFinite).ToArray())];
        LinearScale scale = LinearScale.Over(values.SelectMany(static row => row));
        double bottom = Height - 44;
        foreach (double tick in scale.Ticks())
        {
            Line(html, "grid", X(scale, tick), 0, X(scale, tick), bottom);
            Text(html, "tick-label middle", X(scale, tick), bottom + 18, scale.Label(tick, Format));
        }

        Text(html, "axis-label end", Right, bottom + 36, Axis);
        IReadOnlyDictionary<string, string> labels = DisplayText.ShortenApart(Rows.Select(static row => row.Name), LabelWidth);
        for (int i = 0; i < Rows.Count; i++)
            WriteRow(html, Rows[i].Name, labels[Rows[i].Name], values[i], scale, i * RowHeight);
        if (Rows.Count == 0)
            Text(html, "note", 0, 20, "Nothing to draw.");
    }

    private void WriteRow(HtmlText html, string name, string label, double[] values, LinearScale scale, double top)
    {
        html.WriteTrusted("""<g class="plain">""");
        Label(html, "label", 0, top + 28, label, name);
        Text(html, "note", 0, top + 46, $"n = {Figure.Count(values.Length)}");
        if (values.Length > 0)
        {
            WriteValues(html, values, scale, top + 8 + BarsHeight);
            WriteQuartiles(html, Quantile.Of(values, _shares), scale, top + 8 + BarsHeight + 9);
        }

        html.WriteTrusted("</g>\n");
    }

    private static void WriteValues(HtmlText html, double[] values, LinearScale scale, double floor)
    {
        int[] counts = new int[Bins];
        double width = (Right - Left) / Bins;
        foreach (double value in values)
            counts[Math.Min(Bins - 1, (int)(scale.Share(value) * Bins))]++;
        int highest = counts.Max();
        bool areDots = values.Length <= MostDots && highest <= 8;
        for (int bin = 0; bin < Bins; bin++)
        {
            double x = Left + bin * width;
            if (!areDots && counts[bin] > 0)
                html.Write($"""<rect class="bar" x="{x + 0.5}" y="{floor - BarsHeight * counts[bin] / highest}" width="{width - 1}" height="{BarsHeight * counts[bin] / highest}"/>""");
            for (int dot = 0; areDots && dot < counts[bin]; dot++)
                html.Write($"""<circle class="dot" cx="{x + width / 2}" cy="{floor - 2.5 - dot * 4.5}" r="2.2"/>""");
        }
    }

    private void WriteQuartiles(HtmlText html, double[] quartiles, LinearScale scale, double y)
    {
        double[] x = [.. quartiles.Select(value => X(scale, value))];
        Line(html, "whisker", x[0], y, x[4], y);
        Line(html, "box", x[1], y, x[3], y);
        Line(html, "median", x[2], y - 6, x[2], y + 6);
        Text(html, "value end", Width, y - 16, Format.Write(quartiles[2]));
    }

    private string[] Cells(DistributionRow row)
    {
        double[] values = [.. row.Values.Where(double.IsFinite)];
        IEnumerable<string> quartiles = values.Length == 0 ? Enumerable.Repeat(Amount.Nothing, 5) : Quantile.Of(values, _shares).Select(value => Format.Write(value));
        return [row.Name, Figure.Count(values.Length), .. quartiles];
    }

    private string Skipped()
    {
        int count = Rows.Sum(static row => row.Values.Count(static value => !double.IsFinite(value)));
        return count == 0 ? "" : $"; {Figure.Count(count)} that are no finite numbers are left out";
    }

    private static double X(LinearScale scale, double value) => Left + (Right - Left) * scale.Share(value);
}
