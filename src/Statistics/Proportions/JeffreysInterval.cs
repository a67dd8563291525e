using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The interval of a proportion from Jeffreys' prior Beta(1/2, 1/2).</summary>
public static class JeffreysInterval
{
    /// <summary>
    /// The central posterior interval: the quantiles of Beta(k + 1/2, n - k + 1/2). Its limits stay inside 0 and 1 even when none or all
    /// succeed, so that it misses the proportions 0 and 1 themselves.
    /// </summary>
    /// <param name="successes">How many succeeded, from 0 to <paramref name="total"/>.</param>
    /// <param name="total">How many there are, at least 1.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>Limits between 0 and 1, to a relative error of about 1e-13.</returns>
    /// <remarks>L. D. Brown, T. T. Cai and A. DasGupta, Statistical Science 16 (2001), without their change of the ends.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to estimate from, the counts contradict each other, or the confidence
    /// lies outside 0 to 1.</exception>
    public static Interval Of(long successes, long total, double confidence = 0.95)
    {
        Argument.RequireProportion(successes, total, nameof(successes), nameof(total));
        Argument.RequireConfidence(confidence);
        double outside = (1 - confidence) / 2, a = successes + 0.5, b = total - successes + 0.5;
        return new Interval(BetaDistribution.Quantile(outside, a, b), BetaDistribution.UpperQuantile(outside, a, b));
    }
}
