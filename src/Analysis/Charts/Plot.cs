using TrialKeep.Analysis.Markup;

namespace TrialKeep.Analysis.Charts;

/// <summary>The area of a chart with two scales, and its frame.</summary>
internal sealed record Plot(double Left, double Top, double Right, double Bottom, LinearScale Across, LinearScale Up)
{
    public double X(double value) => Left + (Right - Left) * Across.Share(value);

    public double Y(double value) => Bottom - (Bottom - Top) * Up.Share(value);

    /// <summary>Draws the grid, the tick labels and the names of the scales.</summary>
    public void Write(HtmlText html, string across, ValueFormat acrossFormat, string up, ValueFormat upFormat)
    {
        foreach (double tick in Up.Ticks())
        {
            html.Write($"""<line class="grid" x1="{Left}" y1="{Y(tick)}" x2="{Right}" y2="{Y(tick)}"/>""");
            html.Write($"""<text class="tick-label end" x="{Left - 8}" y="{Y(tick) + 4}">{Up.Label(tick, upFormat)}</text>""");
        }

        foreach (double tick in Across.Ticks())
        {
            html.Write($"""<line class="grid" x1="{X(tick)}" y1="{Top}" x2="{X(tick)}" y2="{Bottom}"/>""");
            html.Write($"""<text class="tick-label middle" x="{X(tick)}" y="{Bottom + 18}">{Across.Label(tick, acrossFormat)}</text>""");
        }

        html.Write($"""<text class="axis-label" x="{Left}" y="{Top - 12}">{up}</text>""");
        html.Write($"""<text class="axis-label end" x="{Right}" y="{Bottom + 36}">{across}</text>""").WriteTrusted("\n");
    }
}
