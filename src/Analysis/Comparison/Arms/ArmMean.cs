using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Statistics;
using TrialKeep.Statistics.Clusters;
using TrialKeep.Statistics.Means;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>The mean of scores with an interval that fits them.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Interval">Its interval; null when there is too little to say.</param>
/// <param name="Method">Which interval it is.</param>
internal sealed record ArmMean(double Value, Interval? Interval, string Method)
{
    public static ArmMean Of(double[] scores, int[] clusters, ScoreRange range, double confidence)
    {
        int independent = clusters.Distinct().Count();
        if (independent < scores.Length)
            return Clustered(scores, clusters, independent, range, confidence);
        if (range.Kind == ScoreKind.Proportion)
        {
            int right = scores.Count(static score => score == 1);
            return new ArmMean((double)right / scores.Length, WilsonInterval.Of(right, scores.Length, confidence), "Wilson");
        }

        if (scores.Length < 2)
            return new ArmMean(scores[0], null, "one score says nothing of others");
        if (scores.Max() - scores.Min() <= 1e-12 * range.Width)
            return WithoutVariation(scores[0], scores.Length, range, confidence);
        TTestResult t = TTest.OneSample(scores, confidence: confidence);
        return new ArmMean(t.Estimate, t.Interval, "Student's t");
    }

    private static ArmMean Clustered(double[] scores, int[] clusters, int independent, ScoreRange range, double confidence)
    {
        if (independent < 2)
            return new ArmMean(PairedTest.Mean(scores), null, "one cluster says nothing of others");
        ClusterEstimate estimate = ClusterRobustMean.Of(scores, clusters);
        if (PairedTest.IsNegligible(estimate.StandardError, range))
            return WithoutVariation(estimate.Estimate, independent, range, confidence);
        Interval interval = estimate.Interval(confidence);
        return new ArmMean(estimate.Estimate, new Interval(Math.Max(range.Low, interval.Low), Math.Min(range.High, interval.High)),
            "cluster-robust t");
    }

    private static ArmMean WithoutVariation(double value, int independent, ScoreRange range, double confidence)
    {
        Interval interval = NoVariation.IntervalOf(0, independent, range.Width, confidence);
        return new ArmMean(value, new Interval(Math.Max(range.Low, value + interval.Low), Math.Min(range.High, value + interval.High)),
            "no variation: as far as Wilson's goes when all are right");
    }
}
