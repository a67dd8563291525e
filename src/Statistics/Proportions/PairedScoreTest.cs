using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>
/// The score test of an assumed difference of two paired proportions (T. Tango, Statistics in Medicine 17, 1998), with which equivalence
/// and non-inferiority are tested: it rejects exactly what <see cref="PairedDifferenceInterval"/> leaves out.
/// </summary>
public static class PairedScoreTest
{
    /// <summary>The test of the hypothesis that the proportion of the second minus that of the first is the margin.</summary>
    /// <param name="pairs">How many pairs there are, at least 1.</param>
    /// <param name="firstOnly">Pairs in which only the first succeeded.</param>
    /// <param name="secondOnly">Pairs in which only the second succeeded.</param>
    /// <param name="margin">The difference, second minus first, under the null hypothesis, between -1 and 1; at 0 it is McNemar's.</param>
    /// <param name="alternative">
    /// What is held against it. <see cref="Alternative.Greater"/> (the second minus the first is larger) with a negative margin is the test
    /// of non-inferiority of the second, where success is good.
    /// </param>
    /// <returns>A normal statistic; 0 where the observed difference is the margin.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no pair, the counts contradict each other, or the margin does not lie between
    /// -1 and 1.</exception>
    public static TestResult Of(
        long pairs, long firstOnly, long secondOnly, double margin = 0, Alternative alternative = Alternative.TwoSided)
    {
        PairedDifferenceInterval.Require(pairs, firstOnly, secondOnly);
        if (!(margin > -1 && margin < 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must lie between -1 and 1, exclusively.");
        double statistic = PairedDifferenceInterval.Score(margin, pairs, firstOnly, secondOnly);
        return new TestResult(statistic, double.PositiveInfinity, alternative switch
        {
            Alternative.Less => NormalDistribution.Cdf(statistic),
            Alternative.Greater => NormalDistribution.UpperTail(statistic),
            _ => 2 * NormalDistribution.UpperTail(Math.Abs(statistic)),
        });
    }

    /// <summary>Two one-sided tests of whether the difference, second minus first, lies between two margins.</summary>
    /// <param name="pairs">How many pairs there are, at least 1.</param>
    /// <param name="firstOnly">Pairs in which only the first succeeded.</param>
    /// <param name="secondOnly">Pairs in which only the second succeeded.</param>
    /// <param name="low">The lower margin, above -1.</param>
    /// <param name="high">The upper margin, above the lower and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no pair, the counts contradict each other, or the margins are not in order or
    /// do not lie between -1 and 1.</exception>
    public static EquivalenceResult Equivalence(long pairs, long firstOnly, long secondOnly, double low, double high)
    {
        Argument.RequireMargins(low, high);
        return new EquivalenceResult(
            Of(pairs, firstOnly, secondOnly, low, Alternative.Greater).PValue,
            Of(pairs, firstOnly, secondOnly, high, Alternative.Less).PValue);
    }
}
