using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Statistics.Clusters;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// Chooses how a paired difference is tested. Right and wrong, one independent answer an item: McNemar's exact test and Tango's interval.
/// Answers that depend on each other (several samples, clusters): the cluster-robust difference. Numbers: see <see cref="NumericTest"/>.
/// </summary>
internal static class PairedTest
{
    public static Finding Of(PairedScores pairs, UnitIndex index, ScoreRange range, ComparisonOptions options)
    {
        double[] differences = pairs.Differences();
        if (pairs.Counts.Clusters < differences.Length)
            return Clustered(differences, pairs, index, range, options);
        return range.Kind == ScoreKind.Proportion ? McNemar(differences, options) : NumericTest.Of(differences, range, options);
    }

    private static Finding McNemar(double[] differences, ComparisonOptions options)
    {
        int n = differences.Length, lost = differences.Count(static difference => difference < 0), won = differences.Count(static difference => difference > 0);
        return new Finding(TestKind.McNemar,
            "McNemar's exact test with Tango's interval, because answers are right or wrong and each item has one independent answer.",
            (double)(won - lost) / n, PairedDifferenceInterval.Of(n, lost, won, options.Confidence), McNemarTest.ExactPValue(lost, won))
        {
            Power = new PairedProportionsModel((double)(lost + won) / n),
        };
    }

    private static Finding Clustered(double[] differences, PairedScores pairs, UnitIndex index, ScoreRange range, ComparisonOptions options)
    {
        int clusters = pairs.Counts.Clusters;
        string what = index.HasClusters ? "items share clusters" : "items have several samples";
        string reason = $"Cluster-robust paired difference (C/(C-1), t with {Figure.Count(clusters - 1, "degree", "degrees")} of freedom), because {what}: "
            + $"{Figure.Count(differences.Length, "pair", "pairs")} in {Figure.Count(clusters, "cluster", "clusters")}.";
        if (clusters < 2)
            return new Finding(TestKind.ClusterRobust, reason + " One cluster says nothing of others.", Mean(differences), null, AllZero(differences) ? 1 : null);
        ClusterEstimate estimate = ClusterRobustMean.Of(differences, pairs.Clusters);
        return IsNegligible(estimate.StandardError, range)
            ? new Finding(TestKind.ClusterRobust, reason + " No cluster differs from another, so that the interval is that of as many pairs without discordance.",
                estimate.Estimate, NoVariation.IntervalOf(estimate.Estimate, clusters, range.Width, options.Confidence), NoVariation.PValueOf(Snap(estimate.Estimate, range), clusters))
            : new Finding(TestKind.ClusterRobust, reason, estimate.Estimate, estimate.Interval(options.Confidence), estimate.PValue())
            {
                Power = new PairedMeansModel(estimate.StandardError * Math.Sqrt(clusters), (double)differences.Length / clusters),
            };
    }

    internal static bool IsNegligible(double standardError, ScoreRange range) => standardError <= 1e-12 * range.Width;

    internal static double Snap(double difference, ScoreRange range) => Math.Abs(difference) <= 1e-12 * range.Width ? 0 : difference;

    internal static bool AllZero(double[] differences) => Array.TrueForAll(differences, static difference => difference == 0);

    internal static double Mean(double[] values) => TrialKeep.Statistics.Descriptive.Mean.Of(values);
}
