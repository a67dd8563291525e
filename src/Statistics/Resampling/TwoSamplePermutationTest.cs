using TrialKeep.Statistics.Randomness;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Resampling;

/// <summary>
/// The permutation test of two independent samples (E. Pitman, 1937): under the null hypothesis the values could as well have been divided
/// otherwise. It tests the difference of means, or any statistic of two samples.
/// </summary>
/// <remarks>
/// The tolerance of equal sums is 1e-12 of the summed distances from the common mean, or 32 roundings of the summed values. Two-sided,
/// divisions with a difference at least as far from 0 count; with samples of different size that is not twice the smaller tail.
/// </remarks>
public static class TwoSamplePermutationTest
{
    private const int ExactUpTo = 26;
    private const int Most = 40;
    private const int ExactStatisticUpTo = 12;

    /// <summary>The exact test of the difference of means up to 26 values in all, by drawn divisions beyond.</summary>
    /// <param name="first">At least one value, all finite.</param>
    /// <param name="second">At least one value, all finite.</param>
    /// <param name="alternative">Greater: the first mean is the larger.</param>
    /// <param name="settings">Number of permutations, seed and threads.</param>
    /// <exception cref="ArgumentException">A sample is empty, or a value is not finite.</exception>
    public static PermutationResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided,
        ResamplingSettings? settings = null) =>
        (long)first.Length + second.Length <= ExactUpTo ? Exact(first, second, alternative) : MonteCarlo(first, second, alternative, settings);

    /// <summary>All divisions into samples of these sizes, counted from the subsets of two halves in time and memory 2^(n/2).</summary>
    /// <param name="first">At least one value, all finite.</param>
    /// <param name="second">At least one value, all finite; at most 40 in both.</param>
    /// <param name="alternative">Greater: the first mean is the larger.</param>
    /// <exception cref="ArgumentException">A sample is empty, a value is not finite, or there are more than 40.</exception>
    public static PermutationResult Exact(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        Pool pool = new(first, second);
        if (pool.Deviations.Length > Most)
            throw new ArgumentException($"{pool.Deviations.Length} values have too many divisions; use MonteCarlo beyond {Most}.", nameof(second));
        int half = pool.Deviations.Length / 2;
        double[][] left = SubsetSums(pool.Deviations.AsSpan(0, half)), right = SubsetSums(pool.Deviations.AsSpan(half));
        PermutationCount count = pool.Count(alternative);
        long counted = 0, all = 0;
        for (int taken = 0; taken <= first.Length; taken++)
        {
            if (taken >= left.Length || first.Length - taken >= right.Length)
                continue;
            counted += count.PairSums(left[taken], right[first.Length - taken]);
            all += (long)left[taken].Length * right[first.Length - taken].Length;
        }
        return new(pool.MeanDifference, PermutationCount.Exact(counted, all), all, IsExact: true);
    }

    /// <summary>Drawn divisions; p is (b + 1) / (m + 1), where b of m count.</summary>
    /// <param name="first">At least one value, all finite.</param>
    /// <param name="second">At least one value, all finite.</param>
    /// <param name="alternative">Greater: the first mean is the larger.</param>
    /// <param name="settings">Number of permutations, seed and threads.</param>
    /// <exception cref="ArgumentException">A sample is empty, or a value is not finite.</exception>
    public static PermutationResult MonteCarlo(ReadOnlySpan<double> first, ReadOnlySpan<double> second,
        Alternative alternative = Alternative.TwoSided, ResamplingSettings? settings = null)
    {
        Pool pool = new(first, second);
        settings ??= ResamplingSettings.Default;
        PermutationCount count = pool.Count(alternative);
        int drawn = first.Length;
        double[] counted = Replicates.Compute(settings.Resamples, settings.Threads, () => new Division(pool.Deviations, drawn), (division, i) =>
        {
            division.Draw(settings.Seed, i);
            return count.Counts(Sum(division.First)) ? 1 : 0;
        });
        return new(pool.MeanDifference, PermutationCount.Drawn(Sum(counted), settings.Resamples), settings.Resamples, IsExact: false);
    }

    /// <summary>
    /// The test of any statistic that is about 0 when the samples are exchangeable, such as a difference of medians: all divisions up to 12
    /// values, drawn ones beyond. Statistics that differ by at most 1e-12 of the one seen are equal.
    /// </summary>
    /// <param name="first">At least one value, none NaN.</param>
    /// <param name="second">At least one value, none NaN.</param>
    /// <param name="statistic">What is tested.</param>
    /// <param name="alternative">Greater: the statistic is above 0.</param>
    /// <param name="settings">Number of permutations, seed and threads.</param>
    /// <exception cref="ArgumentException">A sample is empty, a value is NaN, or the statistic is NaN.</exception>
    public static PermutationResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, PairStatistic statistic,
        Alternative alternative = Alternative.TwoSided, ResamplingSettings? settings = null)
    {
        Argument.RequireSample(first, 1, nameof(first));
        Argument.RequireSample(second, 1, nameof(second));
        ArgumentNullException.ThrowIfNull(statistic);
        settings ??= ResamplingSettings.Default;
        double[] all = [.. first, .. second];
        double observed = statistic(first, second);
        if (double.IsNaN(observed))
            throw new ArgumentException("The statistic of the data is NaN; define it for every sample.", nameof(statistic));
        var count = new PermutationCount(observed, 1e-12 * Math.Abs(observed), alternative);
        int drawn = first.Length;
        int[]? choices = all.Length <= ExactStatisticUpTo ? Choices(all.Length, drawn) : null;
        double[] statistics = Replicates.Compute(choices?.Length ?? settings.Resamples, settings.Threads, () => new Division(all, drawn), (division, i) =>
        {
            if (choices is null)
                division.Draw(settings.Seed, i);
            else
                division.Make(choices[i]);
            return statistic(division.First, division.Second);
        });
        int counted = Replicates.RequireNumbers(statistics, nameof(statistic)).Count(count.Counts);
        double p = choices is null ? PermutationCount.Drawn(counted, statistics.Length) : PermutationCount.Exact(counted, statistics.Length);
        return new(observed, p, statistics.Length, choices is not null);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }

    /// <summary>The sums of all subsets by their size, in ascending order.</summary>
    private static double[][] SubsetSums(ReadOnlySpan<double> values)
    {
        var sums = new double[1 << values.Length];
        var bySize = new List<double>[values.Length + 1];
        for (int subset = 0; subset < sums.Length; subset++)
        {
            if (subset > 0)
                sums[subset] = sums[subset & (subset - 1)] + values[System.Numerics.BitOperations.TrailingZeroCount(subset)];
            (bySize[System.Numerics.BitOperations.PopCount((uint)subset)] ??= []).Add(sums[subset]);
        }
        double[][] sorted = Array.ConvertAll(bySize, static list => list.ToArray());
        foreach (double[] list in sorted)
            Array.Sort(list);
        return sorted;
    }

    private static int[] Choices(int values, int drawn)
    {
        var choices = new List<int>();
        for (int choice = 0; choice < 1 << values; choice++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)choice) == drawn)
                choices.Add(choice);
        }
        return [.. choices];
    }

    /// <summary>Both samples as deviations from their common mean: a division's difference of means grows with its first sum.</summary>
    private sealed class Pool
    {
        private readonly double _sum, _tolerance;

        public Pool(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
        {
            Argument.RequireFiniteSample(first, 1, nameof(first));
            Argument.RequireFiniteSample(second, 1, nameof(second));
            Deviations = [.. first, .. second];
            double mean = Sum(Deviations) / Deviations.Length;
            _tolerance = TieTolerance.OfSum(Deviations, mean);
            for (int i = 0; i < Deviations.Length; i++)
                Deviations[i] -= mean;
            _sum = Sum(Deviations.AsSpan(0, first.Length));
            MeanDifference = Sum(first) / first.Length - Sum(second) / second.Length;
        }

        public double[] Deviations { get; }

        public double MeanDifference { get; }

        public PermutationCount Count(Alternative alternative) => new(_sum, _tolerance, alternative);
    }

    /// <summary>One thread's division of the values; the first sample comes first.</summary>
    private sealed class Division(double[] values, int drawn)
    {
        private readonly SeededRandom _random = new(0);
        private readonly double[] _order = new double[values.Length];

        public ReadOnlySpan<double> First => _order.AsSpan(0, drawn);

        public ReadOnlySpan<double> Second => _order.AsSpan(drawn);

        public void Draw(ulong seed, int number)
        {
            _random.Restart(seed, (ulong)number);
            values.CopyTo(_order, 0);
            _random.ShuffleFirst<double>(_order, drawn);
        }

        public void Make(int choice)
        {
            int first = 0, second = drawn;
            for (int i = 0; i < values.Length; i++)
                _order[(choice >> i & 1) != 0 ? first++ : second++] = values[i];
        }
    }
}
