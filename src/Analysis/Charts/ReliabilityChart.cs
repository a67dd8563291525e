using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Statistics.Calibration;

namespace TrialKeep.Analysis.Charts;

/// <summary>A reliability diagram: what happened against what was forecast, a square for each bin with its count, the dashed diagonal for perfect forecasts.</summary>
public sealed class ReliabilityChart : Chart
{
    private const double Bottom = 330;

    /// <summary>The bins.</summary>
    public required IReadOnlyList<ReliabilityBin> Bins { get; init; }

    /// <inheritdoc/>
    public override string Description =>
        "Each square is a group of forecasts, with their number; above the dashed diagonal things happened more often than forecast, below it less often.";

    /// <inheritdoc/>
    public override ChartTable Table => new(["bin", "forecasts", "mean forecast", "happened"], [.. Bins.Select(static bin => (IReadOnlyList<string>)
        [$"{Amount.Plain(bin.Low)} to {Amount.Plain(bin.High)}", Figure.Count(bin.Count), ValueFormat.Share.Write(bin.MeanForecast), ValueFormat.Share.Write(bin.ObservedRate)])]);

    private protected override double Height => Bottom + 44;

    private protected override void Draw(HtmlText html)
    {
        LinearScale scale = LinearScale.Over([0, 1]);
        Plot plot = new(70, 34, Width - 60, Bottom, scale, scale);
        plot.Write(html, "forecast", ValueFormat.Share, "happened", ValueFormat.Share);
        Line(html, "reference dashed", plot.X(0), plot.Y(0), plot.X(1), plot.Y(1));
        ReliabilityBin[] drawn = [.. Bins.Where(static bin => bin.Count > 0 && double.IsFinite(bin.MeanForecast) && double.IsFinite(bin.ObservedRate))];
        html.WriteTrusted("""<g class="plain">""");
        for (int i = 1; i < drawn.Length; i++)
        {
            Line(html, "join", plot.X(drawn[i - 1].MeanForecast), plot.Y(drawn[i - 1].ObservedRate), plot.X(drawn[i].MeanForecast), plot.Y(drawn[i].ObservedRate));
        }

        foreach (ReliabilityBin bin in drawn)
        {
            (double x, double y) = (plot.X(bin.MeanForecast), plot.Y(bin.ObservedRate));
            Marker.Write(html, 1, x, y);
            Text(html, "point-label middle halo", x, y < 50 ? y + 22 : y - 12, Figure.Count(bin.Count));
        }

        html.WriteTrusted("</g>\n");
        if (drawn.Length == 0)
            Text(html, "note middle", Width / 2, Bottom / 2, "No forecasts.");
    }
}
