using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Statistics;
using TrialKeep.Statistics.Clusters;
using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Means;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// The difference of arms that have no unit in common, as independent samples: Fisher's exact test with Newcombe's interval of right and wrong,
/// Welch's test of numbers, and Welch's test on cluster-robust standard errors where answers depend on each other.
/// </summary>
internal static class UnpairedTest
{
    private const string Unpaired = "The arms have no item in common, so that they are compared as independent samples: ";

    public static Finding Of(IndependentScores baseline, IndependentScores candidate, ScoreRange range, ComparisonOptions options)
    {
        if (baseline.IsClustered || candidate.IsClustered)
            return Clustered(baseline, candidate, range, options);
        return range.Kind == ScoreKind.Proportion ? Proportions(baseline.Scores, candidate.Scores, options) : Welch(baseline.Scores, candidate.Scores, range, options);
    }

    private static Finding Proportions(double[] baseline, double[] candidate, ComparisonOptions options)
    {
        int before = baseline.Count(static score => score == 1), after = candidate.Count(static score => score == 1);
        Estimate difference = NewcombeInterval.Of(after, candidate.Length, before, baseline.Length, options.Confidence);
        return new Finding(TestKind.Fisher, Unpaired + "Fisher's exact test with Newcombe's interval.", difference.Value, difference.Interval,
            FisherExactTest.PValue(after, candidate.Length, before, baseline.Length))
        {
            Power = new TwoProportionsModel((double)before / baseline.Length, (double)candidate.Length / (candidate.Length + baseline.Length)),
        };
    }

    private static Finding Welch(double[] baseline, double[] candidate, ScoreRange range, ComparisonOptions options)
    {
        double difference = PairedTest.Mean(candidate) - PairedTest.Mean(baseline);
        string reason = Unpaired + "Welch's t test.";
        if (baseline.Length < 2 || candidate.Length < 2)
            return new Finding(TestKind.Welch, reason + " One answer says nothing of others.", difference, null, null);
        if (!Varies(baseline, range) && !Varies(candidate, range))
            return WithoutVariation(TestKind.Welch, reason, difference, Math.Min(baseline.Length, candidate.Length), range, options);
        TTestResult t = TTest.Welch(candidate, baseline, confidence: options.Confidence);
        return new Finding(TestKind.Welch, reason, t.Estimate, t.Interval, t.PValue) { Power = ModelOf(t.StandardError, candidate.Length, baseline.Length, 1) };
    }

    private static TwoMeansModel ModelOf(double error, int candidate, int baseline, double answersPerUnit) =>
        new(error / Math.Sqrt(1.0 / candidate + 1.0 / baseline), (double)candidate / (candidate + baseline), answersPerUnit);

    private static bool Varies(double[] scores, ScoreRange range) => scores.Max() - scores.Min() > 1e-12 * range.Width;

    private static Finding Clustered(IndependentScores baseline, IndependentScores candidate, ScoreRange range, ComparisonOptions options)
    {
        double difference = PairedTest.Mean(candidate.Scores) - PairedTest.Mean(baseline.Scores);
        string reason = Unpaired + "Welch's t test on cluster-robust standard errors, because answers depend on each other within clusters or items.";
        if (baseline.ClusterCount < 2 || candidate.ClusterCount < 2)
            return new Finding(TestKind.Welch, reason + " One cluster says nothing of others.", difference, null, null);
        ClusterEstimate before = ClusterRobustMean.Of(baseline.Scores, baseline.Clusters), after = ClusterRobustMean.Of(candidate.Scores, candidate.Clusters);
        double first = before.StandardError * before.StandardError, second = after.StandardError * after.StandardError, error = Math.Sqrt(first + second);
        if (PairedTest.IsNegligible(error, range))
            return WithoutVariation(TestKind.Welch, reason, difference, Math.Min(before.Clusters, after.Clusters), range, options);
        double freedom = (first + second) * (first + second) / (first * first / before.DegreesOfFreedom + second * second / after.DegreesOfFreedom);
        double reach = StudentDistribution.TwoSidedQuantile(options.Confidence, freedom) * error;
        return new Finding(TestKind.Welch, reason, difference, new Interval(difference - reach, difference + reach),
            StudentDistribution.TwoSidedTail(difference / error, freedom))
        {
            Power = ModelOf(error, after.Clusters, before.Clusters, (double)(candidate.Scores.Length + baseline.Scores.Length) / (after.Clusters + before.Clusters)),
        };
    }

    private static Finding WithoutVariation(TestKind test, string reason, double difference, int independent, ScoreRange range, ComparisonOptions options) =>
        new(test, reason + " Neither arm varies, so that the interval is that of as many pairs without discordance.", difference,
            NoVariation.IntervalOf(difference, independent, range.Width, options.Confidence), NoVariation.PValueOf(PairedTest.Snap(difference, range), independent));
}
