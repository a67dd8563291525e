using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The ratio of two independent proportions.</summary>
public static class RiskRatio
{
    /// <summary>
    /// The first proportion in units of the second, with the interval on the logarithmic scale (D. Katz, J. Baptista, S. P. Azen and M. C.
    /// Pike, Biometrics 34, 1978).
    /// </summary>
    /// <param name="firstSuccesses">How many of the first succeeded.</param>
    /// <param name="firstTotal">How many there are in the first, at least 1.</param>
    /// <param name="secondSuccesses">How many of the second succeeded.</param>
    /// <param name="secondTotal">How many there are in the second, at least 1.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>φ = (a/m) / (c/n) for successes a of m and c of n, and φ exp(± z √(1/a - 1/m + 1/c - 1/n)).</returns>
    /// <remarks>
    /// Where any count of successes or failures is 0, one half is added to all four, so to each total 1, for the estimate and the interval:
    /// both stay finite, and the estimate leans towards 1.
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
        double ratio = a / (a + b) / (c / (c + d)), factor = Math.Exp(z * Math.Sqrt(b / a / (a + b) + d / c / (c + d)));
        return new Estimate(ratio, new Interval(ratio / factor, ratio * factor));
    }
}
