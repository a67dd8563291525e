using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>
/// The interval of a proportion by the plain formula after adding about two successes and two failures (A. Agresti and B. A. Coull, The
/// American Statistician 52, 1998).
/// </summary>
public static class AgrestiCoullInterval
{
    /// <summary>p ± z √(p (1 - p) / m) with m = n + z² and p = (k + z²/2) / m, cut at 0 and 1.</summary>
    /// <param name="successes">How many succeeded, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">How many there are, at least 1.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>Limits between 0 and 1; it holds Wilson's interval, with the same centre.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to estimate from, the counts contradict each other, or the confidence
    /// lies outside 0 to 1.</exception>
    public static Interval Of(long successes, long total, double confidence = 0.95)
    {
        Argument.RequireProportion(successes, total, nameof(successes), nameof(total));
        double z = NormalDistribution.TwoSidedQuantile(confidence), m = total + z * z;
        double p = (successes + z * z / 2) / m, q = (total - successes + z * z / 2) / m, half = z * Math.Sqrt(p * q / m);
        return new Interval(Math.Max(0, p - half), Math.Min(1, p + half));
    }
}
