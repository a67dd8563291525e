namespace TrialKeep.Statistics.Ranks;

/// <summary>
/// The rank sum test of two independent samples (H. Mann and D. Whitney, Annals of Mathematical Statistics 18, 1947; F. Wilcoxon, 1945):
/// whether values of one tend to be larger. It assumes independent values from the same distribution under the null hypothesis.
/// </summary>
/// <remarks>
/// Values that differ by at most 1e-12 of the largest finite one tie. Infinities are ranked at the ends, so that a time-out can count as
/// slower than everything. When all values tie p is 1.
/// </remarks>
public static class MannWhitneyTest
{
    private const int ExactUpTo = 100;
    private const int Most = 200;

    /// <summary>The exact test up to 100 values in all, the normal approximation with continuity correction beyond.</summary>
    /// <param name="first">At least one value, none NaN.</param>
    /// <param name="second">At least one value, none NaN.</param>
    /// <param name="alternative">Greater: values of the first tend to be larger.</param>
    /// <exception cref="ArgumentException">A sample is empty or has a NaN.</exception>
    public static MannWhitneyResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided) =>
        (long)first.Length + second.Length <= ExactUpTo ? Exact(first, second, alternative) : Asymptotic(first, second, alternative);

    /// <summary>
    /// The exact test: all choices of the first sample's mid-ranks from those seen are as likely, also with ties. Two-sided p is the chance
    /// of a U at least as far from its expectation, which without ties is twice the smaller tail. Counted by dynamic programming to a
    /// relative error of about 1e-13.
    /// </summary>
    /// <param name="first">At least one value, none NaN.</param>
    /// <param name="second">At least one value, none NaN; at most 200 in both.</param>
    /// <param name="alternative">Greater: values of the first tend to be larger.</param>
    /// <exception cref="ArgumentException">A sample is empty or has a NaN, or there are more than 200 values.</exception>
    public static MannWhitneyResult Exact(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided)
    {
        double[] ranks = JointRanks(first, second);
        if (ranks.Length > Most)
            throw new ArgumentException($"{ranks.Length} values are too many to count all choices; use Asymptotic beyond {Most}.", nameof(second));
        bool secondIsSmaller = second.Length < first.Length;
        int drawn = Math.Min(first.Length, second.Length);
        ReadOnlySpan<double> drawnRanks = secondIsSmaller ? ranks.AsSpan(first.Length) : ranks.AsSpan(0, first.Length);
        int[] whole = Array.ConvertAll(ranks, static rank => (int)(2 * rank));
        int scale = Array.TrueForAll(whole, static rank => rank % 2 == 0) ? 1 : 2;
        long seen = 0;
        foreach (double rank in drawnRanks)
            seen += (long)(scale * rank);
        if (scale == 1)
            whole = Array.ConvertAll(whole, static rank => rank / 2);
        Array.Sort(whole);
        double[] counts = RankSumDistribution.Counts(whole, drawn);
        if (secondIsSmaller && alternative != Alternative.TwoSided)
            alternative = alternative == Alternative.Less ? Alternative.Greater : Alternative.Less;
        return Result(first, second, ranks, Tail(counts, seen, drawn, whole, alternative));
    }

    /// <summary>
    /// The normal approximation: (U - n1 n2 / 2) / √(n1 n2 / 12 (n + 1 - Σ(t³ - t) / (n (n - 1)))) over groups of t ties.
    /// </summary>
    /// <param name="first">At least one value, none NaN.</param>
    /// <param name="second">At least one value, none NaN.</param>
    /// <param name="alternative">Greater: values of the first tend to be larger.</param>
    /// <param name="continuity">Whether the deviation is moved by 1/2 towards 0.</param>
    /// <exception cref="ArgumentException">A sample is empty or has a NaN.</exception>
    public static MannWhitneyResult Asymptotic(ReadOnlySpan<double> first, ReadOnlySpan<double> second,
        Alternative alternative = Alternative.TwoSided, bool continuity = true)
    {
        double[] ranks = JointRanks(first, second);
        double n = ranks.Length, middle = (n + 1) / 2, squares = 0;
        foreach (double rank in ranks)
            squares += (rank - middle) * (rank - middle);
        double pairs = (double)first.Length * second.Length;
        double deviation = CountU(first.Length, ranks) - pairs / 2, variance = pairs * squares / (n * (n - 1));
        return Result(first, second, ranks, NormalTail.PValue(deviation, Math.Sqrt(variance), continuity ? 0.5 : 0, alternative));
    }

    private static double[] JointRanks(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Argument.RequireSample(first, 1, nameof(first));
        Argument.RequireSample(second, 1, nameof(second));
        double[] all = [.. first, .. second];
        return MidRanks.Of(all, TieTolerance.Of(all));
    }

    private static MannWhitneyResult Result(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double[] ranks, double pValue)
    {
        double u = CountU(first.Length, ranks);
        return new(u, u / ((double)first.Length * second.Length), pValue);
    }

    private static double CountU(int firstLength, double[] ranks)
    {
        double sum = 0;
        foreach (double rank in ranks.AsSpan(0, firstLength))
            sum += rank;
        return sum - firstLength * (firstLength + 1.0) / 2;
    }

    private static double Tail(double[] counts, long seen, int drawn, int[] ranks, Alternative alternative)
    {
        long total = 0;
        foreach (int rank in ranks)
            total += rank;
        // Distances from the expectation drawn * total / n, in whole numbers.
        long distance = Math.Abs(seen * ranks.Length - drawn * total);
        double all = 0, tail = 0;
        for (int sum = 0; sum < counts.Length; sum++)
        {
            all += counts[sum];
            bool counted = alternative switch
            {
                Alternative.Less => sum <= seen,
                Alternative.Greater => sum >= seen,
                _ => Math.Abs((long)sum * ranks.Length - drawn * total) >= distance,
            };
            if (counted)
                tail += counts[sum];
        }
        return tail / all;
    }
}
