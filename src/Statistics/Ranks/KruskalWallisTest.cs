using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Ranks;

/// <summary>Whether several independent groups tend to have larger values than each other (W. Kruskal and W. A. Wallis, 1952).</summary>
public static class KruskalWallisTest
{
    /// <summary>
    /// H = (n - 1) Σm(group's mean rank - mean rank)² / Σ(rank - mean rank)², which allows for ties, with k - 1 degrees of freedom of
    /// chi-squared.
    /// </summary>
    /// <param name="values">Any values but NaN; infinities rank at the ends. Ties get mid-ranks.</param>
    /// <param name="groups">The group of each, as any number; at least two different ones.</param>
    /// <returns>H; 0 with a p-value of 1 where all values are equal.</returns>
    /// <remarks>
    /// Assumes independent values; that the groups differ in location alone only if it is to say which is larger. The approximation is good
    /// from about five values in each group on.
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN, or there are fewer than two groups.</exception>
    public static TestResult Of(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        GroupedRanks ranks = GroupedRanks.Demand(values, groups, nameof(values), nameof(groups));
        double between = 0, centre = (values.Length + 1) / 2.0, all = ranks.Squares;
        for (int group = 0; group < ranks.Labels.Length; group++)
        {
            double deviation = ranks.Means[group] - centre;
            between += ranks.Sizes[group] * deviation * deviation;
        }
        double h = all == 0 ? 0 : (values.Length - 1) * (between / all);
        int degreesOfFreedom = ranks.Labels.Length - 1;
        return new TestResult(h, degreesOfFreedom, ChiSquaredDistribution.UpperTail(h, degreesOfFreedom));
    }
}
