using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Multiplicity;

namespace TrialKeep.Statistics.Ranks;

/// <summary>All pairs of groups after <see cref="KruskalWallisTest"/>, by the ranks among all groups (O. J. Dunn, Technometrics 6,
/// 1964).</summary>
public static class DunnTest
{
    /// <summary>
    /// z = difference of mean ranks / √(V (1/nᵢ + 1/nⱼ)), where V = Σ(rank - mean rank)² / (n - 1), n(n + 1)/12 without ties; with p-values
    /// by themselves and corrected by <see cref="HolmAdjustment"/>.
    /// </summary>
    /// <param name="values">Any values but NaN; infinities rank at the ends. Ties get mid-ranks.</param>
    /// <param name="groups">The group of each, as any number; at least two different ones.</param>
    /// <returns>The pairs in ascending order of their labels; where all values are equal each z is 0 and each p-value 1.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN, or there are fewer than two groups.</exception>
    public static RankPair[] Of(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        GroupedRanks ranks = GroupedRanks.Demand(values, groups, nameof(values), nameof(groups));
        double variance = ranks.Squares / (values.Length - 1);
        var pairs = new List<RankPair>();
        for (int i = 0; i < ranks.Labels.Length; i++)
        {
            for (int j = i + 1; j < ranks.Labels.Length; j++)
            {
                double difference = ranks.Means[i] - ranks.Means[j];
                double z = variance == 0 ? 0 : difference / Math.Sqrt(variance * (1.0 / ranks.Sizes[i] + 1.0 / ranks.Sizes[j]));
                pairs.Add(new RankPair(ranks.Labels[i], ranks.Labels[j], difference, z, 2 * NormalDistribution.UpperTail(Math.Abs(z)), 1));
            }
        }
        double[] adjusted = HolmAdjustment.Adjust([.. pairs.Select(static pair => pair.PValue)]);
        return [.. pairs.Zip(adjusted, static (pair, p) => pair with { AdjustedPValue = p })];
    }
}
