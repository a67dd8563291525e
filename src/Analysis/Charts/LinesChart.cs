using System.Globalization;
using System.Text;
using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>Measurements over steps: a line for each series, told apart by dashes and marks. Long series are thinned to their extremes.</summary>
public sealed class LinesChart : Chart
{
    /// <summary>How many series are drawn at most; the table has them all.</summary>
    public const int MostSeries = 12;

    private const double PlotHeight = 260, LegendRow = 20;
    private const int LabelWidth = 32, Buckets = 200, MostMarks = 8;

    /// <summary>The series.</summary>
    public required IReadOnlyList<LineSeries> Series { get; init; }

    /// <summary>What the steps are.</summary>
    public string StepAxis { get; init; } = "step";

    /// <summary>What is measured, with its unit.</summary>
    public string ValueAxis { get; init; } = "value";

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; }

    /// <inheritdoc/>
    public override string Description => "Each series has its own dashes and marks, named above the plot."
        + (Series.Count > MostSeries ? $" The first {MostSeries} of {Figure.Count(Series.Count)} are drawn." : "");

    /// <inheritdoc/>
    public override ChartTable Table => new(["", "points", "first", "last", "least", "greatest"], [.. Series.Select(Cells)]);

    private double Top => 30 + LegendRow * ((Drawn.Length + 1) / 2);

    private LineSeries[] Drawn => [.. Series.Take(MostSeries)];

    private protected override double Height => Top + PlotHeight + 44;

    private protected override void Draw(HtmlText html)
    {
        LineSeries[] drawn = Drawn;
        WriteLegend(html, drawn);
        IEnumerable<(double Step, double Value)> all = drawn.SelectMany(static series => series.Points).Where(IsFinite).ToArray();
        Plot plot = new(70, Top, Width - 20, Top + PlotHeight, LinearScale.Over(all.Select(static point => point.Step)), LinearScale.Over(all.Select(static point => point.Value)));
        plot.Write(html, StepAxis, ValueFormat.Number, ValueAxis, Format);
        for (int i = 0; i < drawn.Length; i++)
            WriteSeries(html, plot, Thin(drawn[i].Points), i);
    }

    private static void WriteLegend(HtmlText html, LineSeries[] drawn)
    {
        IReadOnlyDictionary<string, string> labels = DisplayText.ShortenApart(drawn.Select(static series => series.Name), LabelWidth);
        for (int i = 0; i < drawn.Length; i++)
        {
            (double x, double y) = (i % 2 * 320, 12 + i / 2 * LegendRow);
            html.Write($"""<g class="{Marker.Class(i)}">""");
            Line(html, "series", x, y, x + 36, y);
            Marker.Write(html, i, x + 18, y, isFilled: i < Marker.Shapes);
            Label(html, "legend", x + 44, y + 4, labels[drawn[i].Name], drawn[i].Name);
            html.WriteTrusted("</g>\n");
        }
    }

    private static void WriteSeries(HtmlText html, Plot plot, List<(double Step, double Value)> points, int series)
    {
        html.Write($"""<g class="{Marker.Class(series)}"><path class="series" d="{PathOf(plot, points)}"/>""");
        (double Step, double Value)[] finite = [.. points.Where(IsFinite)];
        int every = Math.Max(1, (finite.Length + MostMarks - 1) / MostMarks);
        for (int i = 0; i < finite.Length; i += every)
            Marker.Write(html, series, plot.X(finite[i].Step), plot.Y(finite[i].Value), isFilled: series < Marker.Shapes);
        html.WriteTrusted("</g>\n");
    }

    private static string PathOf(Plot plot, List<(double Step, double Value)> points)
    {
        StringBuilder path = new();
        bool isBroken = true;
        foreach ((double step, double value) in points)
        {
            if (!IsFinite((step, value)))
            {
                isBroken = true;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(isBroken ? 'M' : 'L')}{plot.X(step):0.##} {plot.Y(value):0.##}");
            isBroken = false;
        }

        return path.ToString();
    }

    /// <summary>Of each of two hundred stretches the least and the greatest value, in their order, so that no peak is lost.</summary>
    private static List<(double Step, double Value)> Thin(IReadOnlyList<(double Step, double Value)> points)
    {
        if (points.Count <= 2 * Buckets)
            return [.. points];
        List<(double Step, double Value)> kept = [];
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            (int from, int to) = ((int)((long)bucket * points.Count / Buckets), (int)((long)(bucket + 1) * points.Count / Buckets));
            int[] finite = [.. Enumerable.Range(from, to - from).Where(i => IsFinite(points[i]))];
            if (finite.Length == 0)
                kept.Add((points[from].Step, double.NaN));
            else
                kept.AddRange(new[] { finite.MinBy(i => points[i].Value), finite.MaxBy(i => points[i].Value) }.Distinct().Order().Select(i => points[i]));
        }

        return kept;
    }

    private string[] Cells(LineSeries series)
    {
        double[] values = [.. series.Points.Where(IsFinite).Select(static point => point.Value)];
        return [series.Name, Figure.Count(values.Length), .. values.Length == 0 ? Enumerable.Repeat(Amount.Nothing, 4)
            : new[] { values[0], values[^1], values.Min(), values.Max() }.Select(value => Format.Write(value))];
    }

    private static bool IsFinite((double Step, double Value) point) => double.IsFinite(point.Step) && double.IsFinite(point.Value);
}
