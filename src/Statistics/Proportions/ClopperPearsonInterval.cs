using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The exact interval of a proportion (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934): it never covers less than it
/// says.</summary>
public static class ClopperPearsonInterval
{
    /// <summary>
    /// The proportions that neither one-sided binomial test rejects at half of 1 - confidence; its lower limit is exactly 0 without
    /// successes, its upper exactly 1 when all succeed.
    /// </summary>
    /// <param name="successes">How many succeeded, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">How many there are, at least 1.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>Limits between 0 and 1, to a relative error of about 1e-13.</returns>
    /// <remarks>The quantiles of Beta(k, n - k + 1) and Beta(k + 1, n - k).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to estimate from, the counts contradict each other, or the confidence
    /// lies outside 0 to 1.</exception>
    public static Interval Of(long successes, long total, double confidence = 0.95)
    {
        Argument.RequireProportion(successes, total, nameof(successes), nameof(total));
        Argument.RequireConfidence(confidence);
        double outside = (1 - confidence) / 2, k = successes, rest = total - successes;
        return new Interval(
            successes == 0 ? 0 : BetaDistribution.Quantile(outside, k, rest + 1),
            rest == 0 ? 1 : BetaDistribution.UpperQuantile(outside, k + 1, rest));
    }
}
