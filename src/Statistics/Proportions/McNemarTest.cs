using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The tests of two paired proportions (Q. McNemar, 1947; the exact form is the sign test of the discordant pairs).</summary>
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

    /// <summary>
    /// The mid-p value: the exact two-sided p-value less the probability of the observed split; 1 where both are equal or there is none. It
    /// is less conservative than the exact one and rarely exceeds its level (M. W. Fagerland, S. Lydersen and P. Laake, BMC Medical
    /// Research Methodology 13, 2013).
    /// </summary>
    /// <param name="firstOnly">Pairs in which only the first succeeded.</param>
    /// <param name="secondOnly">Pairs in which only the second succeeded.</param>
    /// <remarks>P(X &lt; k) + P(X ≤ k) for X ~ Binomial(n, 1/2), the smaller count k, and n discordant pairs.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more pairs than a long counts.</exception>
    public static double MidPValue(long firstOnly, long secondOnly)
    {
        long discordant = Discordant(firstOnly, secondOnly), fewer = Math.Min(firstOnly, secondOnly);
        if (firstOnly == secondOnly)
            return 1;
        return BinomialDistribution.LowerTail(fewer - 1, discordant, 0.5) + BinomialDistribution.LowerTail(fewer, discordant, 0.5);
    }

    /// <summary>
    /// McNemar's chi-squared statistic (b - c)² / (b + c) with one degree of freedom; without discordant pairs it is 0 and the p-value 1.
    /// Good from about ten discordant pairs on.
    /// </summary>
    /// <param name="firstOnly">Pairs in which only the first succeeded.</param>
    /// <param name="secondOnly">Pairs in which only the second succeeded.</param>
    /// <param name="corrected">
    /// Whether |b - c| is lessened by 1 for continuity (A. L. Edwards, Psychometrika 13, 1948), as R's <c>mcnemar.test</c> does by default.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more pairs than a long counts.</exception>
    public static TestResult Asymptotic(long firstOnly, long secondOnly, bool corrected = false)
    {
        double discordant = Discordant(firstOnly, secondOnly), lean = Math.Abs((double)(firstOnly - secondOnly));
        if (corrected)
            lean = Math.Max(0, lean - 1);
        double statistic = discordant == 0 ? 0 : lean * (lean / discordant);
        return new TestResult(statistic, 1, ChiSquaredDistribution.UpperTail(statistic, 1));
    }

    private static long Discordant(long firstOnly, long secondOnly)
    {
        Argument.RequireCount(firstOnly, nameof(firstOnly));
        Argument.RequireCount(secondOnly, nameof(secondOnly));
        if (firstOnly > long.MaxValue - secondOnly)
            throw new ArgumentOutOfRangeException(nameof(secondOnly), secondOnly, "There are more pairs than a long counts.");
        return firstOnly + secondOnly;
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
