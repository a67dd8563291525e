using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The ratio of the odds of success in two independent groups.</summary>
public static class OddsRatio
{
    /// <summary>The odds of the first in units of the second's, with the interval of B. Woolf (Annals of Human Genetics 19,
    /// 1955).</summary>
    /// <param name="firstSuccesses">How many of the first succeeded.</param>
    /// <param name="firstTotal">How many there are in the first, at least 1.</param>
    /// <param name="secondSuccesses">How many of the second succeeded.</param>
    /// <param name="secondTotal">How many there are in the second, at least 1.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>θ = ad / bc for successes a, c and failures b, d, and θ exp(± z √(1/a + 1/b + 1/c + 1/d)).</returns>
    /// <remarks>
    /// Where any of the four is 0, one half is added to each, for the estimate and the interval (J. B. S. Haldane, 1956; F. J. Anscombe,
    /// 1956): both stay finite, and the estimate leans towards 1.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to estimate from, the counts contradict each other, or the confidence
    /// lies outside 0 to 1.</exception>
    public static Estimate Of(long firstSuccesses, long firstTotal, long secondSuccesses, long secondTotal, double confidence = 0.95)
    {
        Argument.RequireProportion(firstSuccesses, firstTotal, nameof(firstSuccesses), nameof(firstTotal));
        Argument.RequireProportion(secondSuccesses, secondTotal, nameof(secondSuccesses), nameof(secondTotal));
        double z = NormalDistribution.TwoSidedQuantile(confidence);
        double a = firstSuccesses, b = firstTotal - firstSuccesses, c = secondSuccesses, d = secondTotal - secondSuccesses;
        if (a == 0 || b == 0 || c == 0 || d == 0)
            (a, b, c, d) = (a + 0.5, b + 0.5, c + 0.5, d + 0.5);
        double ratio = a / b * (d / c), factor = Math.Exp(z * Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d));
        return new Estimate(ratio, new Interval(ratio / factor, ratio * factor));
    }
}
