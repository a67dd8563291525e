using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>Quality against cost: filled diamonds joined by a line are the front, hollow circles are beaten by another.</summary>
public sealed class ParetoChart : Chart
{
    private const double Bottom = 320, LabelHeight = 15, LetterWidth = 7.4;
    private const int LabelWidth = 26;

    /// <summary>The points; those with a number that is not finite are only in the table.</summary>
    public required IReadOnlyList<ScatterPoint> Points { get; init; }

    /// <summary>What is across, with its unit.</summary>
    public string CostAxis { get; init; } = "cost";

    /// <summary>What is upwards.</summary>
    public string QualityAxis { get; init; } = "quality";

    /// <summary>How qualities are written.</summary>
    public ValueFormat Format { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        $"Filled diamonds, joined by a line, are those that no other beats in {QualityAxis} and {CostAxis} at once; hollow circles are beaten.";

    /// <inheritdoc/>
    public override ChartTable Table => new(["", CostAxis, QualityAxis, "on the front"],
        [.. Points.Select(point => (IReadOnlyList<string>)[point.Name, Amount.Plain(point.Cost), Format.Write(point.Quality), point.IsOnFront ? "yes" : "no"])]);

    private protected override double Height => Bottom + 44;

    private protected override void Draw(HtmlText html)
    {
        ScatterPoint[] points = [.. Points.Where(static point => double.IsFinite(point.Cost) && double.IsFinite(point.Quality))];
        Plot plot = new(70, 34, Width - 20, Bottom, LinearScale.Over(points.Select(static point => point.Cost)), LinearScale.Over(points.Select(static point => point.Quality)));
        plot.Write(html, CostAxis, ValueFormat.Number, QualityAxis, Format);
        WriteFront(html, plot, points);
        IReadOnlyDictionary<string, string> labels = DisplayText.ShortenApart(points.Select(static point => point.Name), LabelWidth);
        List<(double X, double Y, double Width)> taken = [.. points.Select(point => (plot.X(point.Cost) - 7, plot.Y(point.Quality) + 5, 14.0))];
        foreach (ScatterPoint point in points)
        {
            (double x, double y) = (plot.X(point.Cost), plot.Y(point.Quality));
            html.Write($"""<g class="{(point.IsOnFront ? "plain" : "open")}">""");
            Marker.Write(html, point.IsOnFront ? 2 : 0, x, y, point.IsOnFront);
            WriteLabel(html, point, labels[point.Name], x, y, taken);
            html.WriteTrusted("</g>\n");
        }
    }

    private static void WriteFront(HtmlText html, Plot plot, ScatterPoint[] points)
    {
        string[] front = [.. points.Where(static point => point.IsOnFront).OrderBy(static point => point.Cost).ThenBy(static point => point.Quality)
            .Select(point => FormattableString.Invariant($"{plot.X(point.Cost):0.##},{plot.Y(point.Quality):0.##}"))];
        if (front.Length > 1)
            html.Write($"""<polyline class="front" points="{string.Join(' ', front)}"/>""").WriteTrusted("\n");
    }

    // The first place that is free: right, left, above, below; else none, and the table names the point.
    private static void WriteLabel(HtmlText html, ScatterPoint point, string label, double x, double y, List<(double X, double Y, double Width)> taken)
    {
        double width = DisplayText.Width(label) * LetterWidth;
        (double X, double Y)[] places = [(x + 10, y + 4), (x - 10 - width, y + 4), (x - width / 2, y - 11), (x - width / 2, y + 20)];
        foreach ((double left, double line) in places)
        {
            if (left < 70 || left + width > Width || taken.Any(box => box.X < left + width && left < box.X + box.Width && Math.Abs(box.Y - line) < LabelHeight))
                continue;
            taken.Add((left, line, width));
            Label(html, "point-label", left, line, label, point.Name);
            return;
        }
    }
}
