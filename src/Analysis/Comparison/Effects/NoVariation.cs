using TrialKeep.Statistics;
using TrialKeep.Statistics.Proportions;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// What can be said when all differences are equal, where a standard error of 0 would promise certainty: the interval reaches to both sides as
/// far as Tango's does for as many pairs without discordance, z²/(n + z²), in units of the range of scores; p is that of the sign test.
/// </summary>
internal static class NoVariation
{
    public static Interval IntervalOf(double difference, int independent, double width, double confidence)
    {
        double reach = width * PairedDifferenceInterval.Of(independent, 0, 0, confidence).High;
        return new Interval(Math.Max(-width, difference - reach), Math.Min(width, difference + reach));
    }

    public static double PValueOf(double difference, int independent) => difference switch
    {
        > 0 => SignTest.PValue(independent, 0),
        < 0 => SignTest.PValue(0, independent),
        _ => 1,
    };
}
