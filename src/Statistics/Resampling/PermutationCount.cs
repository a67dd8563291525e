namespace TrialKeep.Statistics.Resampling;

/// <summary>Which permutations count against the null hypothesis, and the p-value of so many.</summary>
/// <param name="Observed">The statistic of the data.</param>
/// <param name="Tolerance">What may separate equal statistics by rounding.</param>
/// <param name="Alternative">Which direction counts.</param>
internal readonly record struct PermutationCount(double Observed, double Tolerance, Alternative Alternative)
{
    public bool Counts(double statistic) => Alternative switch
    {
        Alternative.Less => statistic <= Observed + Tolerance,
        Alternative.Greater => statistic >= Observed - Tolerance,
        _ => Math.Abs(statistic) >= Math.Abs(Observed) - Tolerance,
    };

    /// <summary>How many sums of one element of each list count; the lists are in ascending order.</summary>
    public long PairSums(double[] first, double[] second)
    {
        double size = Math.Abs(Observed);
        return Alternative switch
        {
            Alternative.Less => AtMost(first, second, Observed + Tolerance),
            Alternative.Greater => (long)first.Length * second.Length - Below(first, second, Observed - Tolerance),
            _ when size <= Tolerance => (long)first.Length * second.Length,
            _ => AtMost(first, second, Tolerance - size) + (long)first.Length * second.Length - Below(first, second, size - Tolerance),
        };
    }

    /// <summary>The statistic's p-value among permutations that were all made.</summary>
    public static double Exact(long counted, long all) => (double)counted / all;

    /// <summary>(b + 1) / (m + 1): the data are a permutation too, and p can't be 0 (B. Phipson and G. Smyth, 2010).</summary>
    public static double Drawn(double counted, int drawn) => (counted + 1) / (drawn + 1.0);

    private static long AtMost(double[] first, double[] second, double limit)
    {
        long count = 0;
        int end = second.Length;
        foreach (double one in first)
        {
            while (end > 0 && one + second[end - 1] > limit)
                end--;
            count += end;
        }
        return count;
    }

    private static long Below(double[] first, double[] second, double limit)
    {
        long count = 0;
        int end = second.Length;
        foreach (double one in first)
        {
            while (end > 0 && one + second[end - 1] >= limit)
                end--;
            count += end;
        }
        return count;
    }
}
