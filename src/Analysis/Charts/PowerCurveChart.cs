using TrialKeep.Analysis.Markup;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>The probability of showing a difference against the number of pairs, with this size and the needed one.</summary>
public sealed class PowerCurveChart : Chart
{
    private const double Bottom = 260;

    /// <summary>Numbers of pairs and the power of each, in order.</summary>
    public required IReadOnlyList<(double Pairs, double Power)> Points { get; init; }

    /// <summary>The power aimed at.</summary>
    public double Target { get; init; } = 0.8;

    /// <summary>The number of pairs at hand; null when there is none to show.</summary>
    public double? Now { get; init; }

    /// <summary>The number of pairs that reaches the target; null when none does.</summary>
    public double? Needed { get; init; }

    /// <inheritdoc/>
    public override string Description => $"The line rises with the number of pairs; the dashed line is the target of {Figure.Margin(Target)}%."
        + (Now is { } now ? $" Circle: {Count(now)} pairs, as compared." : "") + (Needed is { } needed ? $" Diamond: {Count(needed)} pairs, as needed." : "");

    /// <inheritdoc/>
    public override ChartTable Table => new(["pairs", "power"],
        [.. Points.Select(static point => (IReadOnlyList<string>)[Count(point.Pairs), ValueFormat.Share.Write(point.Power)])]);

    private protected override double Height => Bottom + 44;

    private protected override void Draw(HtmlText html)
    {
        (double Pairs, double Power)[] points = [.. Points.Where(static point => double.IsFinite(point.Pairs) && double.IsFinite(point.Power))];
        Plot plot = new(70, 34, Width - 20, Bottom, LinearScale.Over(points.Select(static point => point.Pairs).Append(0)), LinearScale.Over([0, 1]));
        plot.Write(html, "pairs", ValueFormat.Number, "power", ValueFormat.Share);
        Line(html, "reference dashed", plot.Left, plot.Y(Target), plot.Right, plot.Y(Target));
        string path = string.Concat(points.Select((point, i) => FormattableString.Invariant($"{(i == 0 ? 'M' : 'L')}{plot.X(point.Pairs):0.##} {plot.Y(point.Power):0.##}")));
        html.Write($"""<g class="s0"><path class="series" d="{path}"/>""");
        WriteMark(html, plot, points, Now, 0, "now");
        WriteMark(html, plot, points, Needed, 2, "needed");
        html.WriteTrusted("</g>\n");
    }

    private static void WriteMark(HtmlText html, Plot plot, (double Pairs, double Power)[] points, double? pairs, int shape, string word)
    {
        if (pairs is not { } at || points.Length == 0)
            return;
        double power = points.MinBy(point => Math.Abs(point.Pairs - at)).Power;
        (double x, double y) = (plot.X(at), plot.Y(power));
        Marker.Write(html, shape, x, y);
        string label = $"{word}: {Count(at)}";
        bool isRight = x > plot.Right - 120;
        Text(html, isRight ? "point-label end" : "point-label", isRight ? x - 10 : x + 10, y + 18, label);
    }

    private static string Count(double pairs) => Math.Abs(pairs) < 1e15 ? Figure.Count((long)pairs) : Amount.Plain(pairs);
}
