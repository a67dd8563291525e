using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The exact test of two paired proportions (Q. McNemar, 1947; its exact form is the sign test of the discordant pairs).</summary>
public static class McNemarTest
{
    private const long CountedUpTo = 120; // more pairs could overflow 128 bits

    /// <summary>
    /// The exact two-sided p-value: twice the smaller tail of a fair binomial over the discordant pairs, at most 1, and 1 without any. It
    /// is what R's <c>binom.test(b, b + c, 0.5)</c> gives, correctly rounded up to 120 discordant
    /// pairs and with a relative error of about 1e-13 beyond; below 1e-307 it underflows towards 0.
    /// </summary>
    /// <param name="firstOnly">Pairs in which only the first succeeded.</param>
    /// <param name="secondOnly">Pairs in which only the second succeeded.</param>
    /// <remarks>P(X ≤ k) for X ~ Binomial(n, 1/2) is the incomplete beta function I(1/2; n - k, k + 1); its cost grows with √n.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double ExactPValue(long firstOnly, long secondOnly)
    {
        Argument.RequireCount(firstOnly, nameof(firstOnly));
        Argument.RequireCount(secondOnly, nameof(secondOnly));
        long fewer = Math.Min(firstOnly, secondOnly), more = Math.Max(firstOnly, secondOnly);
        if (more - fewer <= 1)
            return 1; // both tails hold half or more
        double tail = more <= CountedUpTo - fewer
            ? CountTail((int)(fewer + more), (int)fewer)
            : IncompleteBeta.Lower(more, fewer + 1.0, 0.5);
        return Math.Min(1, 2 * tail);
    }

    /// <summary>P(X ≤ k) for X ~ Binomial(n, 1/2), counted in whole numbers.</summary>
    private static double CountTail(int n, int k)
    {
        UInt128 ways = 1, tail = 1;
        for (int i = 1; i <= k; i++)
        {
            ways = ways * (UInt128)(n - i + 1) / (UInt128)i;
            tail += ways;
        }
        return Math.ScaleB((double)tail, -n);
    }
}
