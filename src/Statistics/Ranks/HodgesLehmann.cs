using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Ranks;

/// <summary>
/// Estimates of a shift that go with the rank tests (J. Hodges and E. Lehmann, Annals of Mathematical Statistics 34, 1963), with the
/// intervals of the shifts that the test does not reject (M. Hollander and D. Wolfe, 1999, sections 3.3 and 4.3).
/// </summary>
/// <remarks>
/// The intervals are order statistics by the null distribution without ties, exact up to 200 differences and 100 values in two samples and
/// approximately normal beyond; ties make them cover more, never less. With too few values for the confidence they
/// are infinite on both sides. All values take part, differences of 0 too.
/// </remarks>
public static class HodgesLehmann
{
    private const int ExactPairs = 200;
    private const int ExactValues = 100;

    /// <summary>The pseudo-median: the median of the means of each pair of values, each with itself included.</summary>
    /// <param name="differences">At least one finite value; the interval assumes that they are symmetric about the pseudo-median.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no value, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public static Estimate OneSample(ReadOnlySpan<double> differences, double confidence = 0.95)
    {
        Argument.RequireFiniteSample(differences, 1, nameof(differences));
        Argument.RequireConfidence(confidence);
        var means = new OrderedSums.Walsh(differences);
        return new(means.Median(), means.Between(PairsDepth(differences.Length, confidence)));
    }

    /// <summary>The shift of paired values, first minus second.</summary>
    /// <param name="first">At least one finite value.</param>
    /// <param name="second">The value paired with each, finite.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no pair, a value is not finite, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public static Estimate Paired(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        Argument.RequireFiniteSample(first, 1, nameof(first));
        Argument.RequireFiniteSample(second, 1, nameof(second));
        return OneSample(PairedDifferences.Of(first, second).Values, confidence);
    }

    /// <summary>The shift between two independent samples: the median of all differences, first minus second.</summary>
    /// <param name="first">At least one finite value.</param>
    /// <param name="second">At least one finite value; the interval assumes that the distributions differ by a shift only.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentException">A sample is empty, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public static Estimate TwoSample(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        Argument.RequireFiniteSample(first, 1, nameof(first));
        Argument.RequireFiniteSample(second, 1, nameof(second));
        Argument.RequireConfidence(confidence);
        var differences = new OrderedSums.Differences(first, second);
        return new(differences.Median(), differences.Between(SamplesDepth(first.Length, second.Length, confidence)));
    }

    /// <summary>The largest k for which a signed rank sum of at most k - 1 has a chance of at most half the error.</summary>
    private static long PairsDepth(int pairs, double confidence)
    {
        double n = pairs;
        if (pairs > ExactPairs)
            return NormalDepth(n * (n + 1) / 4, n * (n + 1) * (2 * n + 1) / 24, confidence);
        var ranks = new int[pairs];
        for (int i = 0; i < pairs; i++)
            ranks[i] = i + 1;
        return Depth(SignedRankDistribution.Of(ranks), 1, confidence);
    }

    private static long SamplesDepth(int first, int second, double confidence)
    {
        double pairs = (double)first * second, n = (double)first + second;
        if (n > ExactValues)
            return NormalDepth(pairs / 2, pairs * (n + 1) / 12, confidence);
        var ranks = new int[first + second];
        for (int i = 0; i < ranks.Length; i++)
            ranks[i] = i + 1;
        int drawn = Math.Min(first, second);
        ReadOnlySpan<double> counts = RankSumDistribution.Counts(ranks, drawn).AsSpan(drawn * (drawn + 1) / 2);
        double all = 0;
        foreach (double count in counts)
            all += count;
        return Depth(counts, all, confidence);
    }

    private static long Depth(ReadOnlySpan<double> distribution, double all, double confidence)
    {
        double tail = 0, error = (1 - confidence) / 2 * (1 + 1e-12);
        for (int k = 0; k < distribution.Length; k++)
        {
            tail += distribution[k] / all;
            if (tail > error)
                return k;
        }
        return distribution.Length;
    }

    private static long NormalDepth(double mean, double variance, double confidence) =>
        Math.Max(0, (long)Math.Floor(mean + 0.5 - NormalDistribution.TwoSidedQuantile(confidence) * Math.Sqrt(variance)));
}
