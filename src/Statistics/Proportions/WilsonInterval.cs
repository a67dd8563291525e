using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The score interval of a proportion (E. B. Wilson, 1927), without continuity correction.</summary>
public static class WilsonInterval
{
    /// <summary>
    /// The interval of a proportion; its lower limit is exactly 0 without successes, its upper exactly 1 when all succeed.
    /// </summary>
    /// <param name="successes">How many succeeded, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">How many there are, at least 1.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>Limits between 0 and 1.</returns>
    /// <remarks>
    /// The limits are the roots of (p - k/n)² = z² p (1 - p) / n; each is computed from the other's product, so neither cancels.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to estimate from, the counts contradict each other, or the confidence
    /// lies outside 0 to 1.</exception>
    public static Interval Of(long successes, long total, double confidence = 0.95)
    {
        Argument.RequireProportion(successes, total, nameof(successes), nameof(total));
        double square = Square(NormalDistribution.TwoSidedQuantile(confidence));
        return new Interval(LowerLimit(successes, total, square), 1 - LowerLimit(total - successes, total, square));
    }

    private static double LowerLimit(double successes, double total, double square)
    {
        double spread = Math.Sqrt(square * (successes * (total - successes) / total + square / 4));
        return successes * (successes / total) / (successes + square / 2 + spread);
    }

    private static double Square(double value) => value * value;
}
