using TrialKeep.Statistics.Clusters;
using TrialKeep.Statistics.Randomness;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Resampling;

/// <summary>
/// The permutation test of paired differences (R. A. Fisher, "The design of experiments", 1935, section 21): under the null hypothesis each
/// difference could as well have had the other sign. It tests the mean, or any statistic of the pairs.
/// </summary>
/// <remarks>
/// Sums that differ by at most 1e-12 of the sum of the absolute differences are equal. Two-sided, permutations with a statistic at least as far
/// from 0 count. Differences of 0 change nothing.
/// </remarks>
public static class SignFlipTest
{
    private const int ExactUpTo = 26;
    private const int Most = 40;
    private const int ExactStatisticUpTo = 12;

    /// <summary>The exact test up to 26 differences other than 0, by drawn permutations beyond.</summary>
    /// <param name="differences">At least one, all finite.</param>
    /// <param name="alternative">Greater: the mean is above 0.</param>
    /// <param name="settings">Number of permutations, seed and threads.</param>
    /// <exception cref="ArgumentException">There is no difference, or one is not finite.</exception>
    public static PermutationResult Of(ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided,
        ResamplingSettings? settings = null) =>
        Moving(differences).Length <= ExactUpTo ? Exact(differences, alternative) : MonteCarlo(differences, alternative, settings);

    /// <summary>The test of differences that are independent between clusters only: the signs of a whole cluster flip together.</summary>
    /// <param name="differences">At least one, all finite.</param>
    /// <param name="clusters">The cluster of each, as any number.</param>
    /// <param name="alternative">Greater: the mean is above 0.</param>
    /// <param name="settings">Number of permutations, seed and threads.</param>
    /// <exception cref="ArgumentException">There is no difference, one is not finite, or the lengths differ.</exception>
    public static PermutationResult Clustered(ReadOnlySpan<double> differences, ReadOnlySpan<int> clusters,
        Alternative alternative = Alternative.TwoSided, ResamplingSettings? settings = null)
    {
        Argument.RequireFiniteSample(differences, 1, nameof(differences));
        Argument.RequireSameLength(differences.Length, clusters.Length, nameof(clusters));
        double[] sums = ClusterIndex.Of(clusters).Sums(differences);
        double rounding = TieTolerance.OfSum(differences, 0);
        for (int i = 0; i < sums.Length; i++)
            sums[i] = Math.Abs(sums[i]) <= rounding ? 0 : sums[i];
        return Of(sums, alternative, settings) with { Statistic = Sum(differences) / differences.Length };
    }

    /// <summary>All 2^n sign patterns, counted from the sums of two halves in time and memory 2^(n/2).</summary>
    /// <param name="differences">At least one, all finite, at most 40 of them other than 0.</param>
    /// <param name="alternative">Greater: the mean is above 0.</param>
    /// <exception cref="ArgumentException">There is no difference, one is not finite, or more than 40 are not 0.</exception>
    public static PermutationResult Exact(ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided)
    {
        double[] moving = Moving(differences);
        if (moving.Length > Most)
            throw new ArgumentException($"{moving.Length} differences have too many sign patterns; use MonteCarlo beyond {Most}.", nameof(differences));
        double sum = Sum(moving);
        var count = new PermutationCount(sum, TieTolerance.OfSum(moving, 0), alternative);
        int half = moving.Length / 2;
        long counted = count.PairSums(SignedSums(moving.AsSpan(0, half)), SignedSums(moving.AsSpan(half)));
        long all = 1L << moving.Length;
        return new(sum / differences.Length, PermutationCount.Exact(counted, all), all, IsExact: true);
    }

    /// <summary>Drawn sign patterns; p is (b + 1) / (m + 1), where b of m count.</summary>
    /// <param name="differences">At least one, all finite.</param>
    /// <param name="alternative">Greater: the mean is above 0.</param>
    /// <param name="settings">Number of permutations, seed and threads.</param>
    /// <exception cref="ArgumentException">There is no difference, or one is not finite.</exception>
    public static PermutationResult MonteCarlo(ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided,
        ResamplingSettings? settings = null)
    {
        double[] moving = Moving(differences);
        settings ??= ResamplingSettings.Default;
        double sum = Sum(moving);
        var count = new PermutationCount(sum, TieTolerance.OfSum(moving, 0), alternative);
        double[] counted = Replicates.Compute(settings.Resamples, settings.Threads, static () => new SeededRandom(0), (random, i) =>
        {
            random.Restart(settings.Seed, (ulong)i);
            return count.Counts(DrawnSum(moving, random)) ? 1 : 0;
        });
        return new(sum / differences.Length, PermutationCount.Drawn(Sum(counted), settings.Resamples), settings.Resamples, IsExact: false);
    }

    /// <summary>
    /// The test of any statistic that is about 0 when first and second are exchangeable within pairs, such as a difference of medians: all
    /// exchanges up to 12 pairs, drawn ones beyond. Statistics that differ by at most 1e-12 of the one seen are equal.
    /// </summary>
    /// <param name="first">At least one value, none NaN.</param>
    /// <param name="second">The value paired with each.</param>
    /// <param name="statistic">What is tested.</param>
    /// <param name="alternative">Greater: the statistic is above 0.</param>
    /// <param name="settings">Number of permutations, seed and threads.</param>
    /// <exception cref="ArgumentException">There is no pair, a value is NaN, the lengths differ, or the statistic is NaN.</exception>
    public static PermutationResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, PairStatistic statistic,
        Alternative alternative = Alternative.TwoSided, ResamplingSettings? settings = null)
    {
        Argument.RequireSample(first, 1, nameof(first));
        Argument.RequireSample(second, 1, nameof(second));
        Argument.RequireSameLength(first.Length, second.Length, nameof(second));
        ArgumentNullException.ThrowIfNull(statistic);
        settings ??= ResamplingSettings.Default;
        bool exact = first.Length <= ExactStatisticUpTo;
        int permutations = exact ? 1 << first.Length : settings.Resamples;
        double[] a = first.ToArray(), b = second.ToArray();
        double observed = statistic(a, b);
        var count = new PermutationCount(observed, 1e-12 * Math.Abs(observed), alternative);
        double[] statistics = Replicates.Compute(permutations, settings.Threads, () => new Exchange(a, b), (exchange, i) =>
        {
            if (exact)
                exchange.Make(i);
            else
                exchange.Draw(settings.Seed, i);
            return statistic(exchange.First, exchange.Second);
        });
        if (double.IsNaN(observed))
            throw new ArgumentException("The statistic of the data is NaN; define it for every sample.", nameof(statistic));
        int counted = Replicates.RequireNumbers(statistics, nameof(statistic)).Count(count.Counts);
        double p = exact ? PermutationCount.Exact(counted, permutations) : PermutationCount.Drawn(counted, permutations);
        return new(observed, p, permutations, exact);
    }

    private static double[] Moving(ReadOnlySpan<double> differences)
    {
        Argument.RequireFiniteSample(differences, 1, nameof(differences));
        var moving = new List<double>(differences.Length);
        foreach (double difference in differences)
        {
            if (difference != 0)
                moving.Add(difference);
        }
        return [.. moving];
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }

    /// <summary>The sums under all sign patterns, in ascending order.</summary>
    private static double[] SignedSums(ReadOnlySpan<double> values)
    {
        var sums = new double[1 << values.Length];
        int made = 1;
        foreach (double value in values)
        {
            for (int i = 0; i < made; i++)
            {
                sums[made + i] = sums[i] - value;
                sums[i] += value;
            }
            made *= 2;
        }
        Array.Sort(sums);
        return sums;
    }

    private static double DrawnSum(double[] values, SeededRandom random)
    {
        double sum = 0;
        ulong signs = 0;
        for (int i = 0; i < values.Length; i++)
        {
            signs = i % 64 == 0 ? random.NextBits() : signs >> 1;
            sum += BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(values[i]) ^ (long)(signs << 63));
        }
        return sum;
    }

    /// <summary>One thread's pairs, some of them exchanged.</summary>
    private sealed class Exchange(double[] first, double[] second)
    {
        private readonly SeededRandom _random = new(0);

        public double[] First { get; } = new double[first.Length];

        public double[] Second { get; } = new double[second.Length];

        public void Make(int pattern)
        {
            for (int i = 0; i < first.Length; i++)
                Set(i, (pattern >> i & 1) != 0);
        }

        public void Draw(ulong seed, int number)
        {
            _random.Restart(seed, (ulong)number);
            ulong signs = 0;
            for (int i = 0; i < first.Length; i++)
            {
                signs = i % 64 == 0 ? _random.NextBits() : signs >> 1;
                Set(i, (signs & 1) != 0);
            }
        }

        private void Set(int pair, bool exchanged) =>
            (First[pair], Second[pair]) = exchanged ? (second[pair], first[pair]) : (first[pair], second[pair]);
    }
}
