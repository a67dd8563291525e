using TrialKeep.Statistics.Power;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// The paired t test, which stands for Wilcoxon's and the permutation of signs too; of clusters the t test on the means of clusters, with the
/// deviation that gives the cluster-robust standard error.
/// </summary>
/// <param name="Deviation">The standard deviation of the differences, or of the contributions of clusters, positive.</param>
/// <param name="PairsPerUnit">How many pairs a unit of the test has: 1, or the mean size of a cluster.</param>
internal sealed record PairedMeansModel(double Deviation, double PairsPerUnit) : PowerModel
{
    public override double? Of(double size, double difference, double level) =>
        Units(size) is var units && units < 2 ? null : PairedMeansPower.Of(units, difference, Deviation, level);

    public override long? Needed(double difference, double power, double level) => difference <= 0 ? null
        : Affordable(() => (long)Math.Ceiling(PairsPerUnit * PairedMeansPower.NeededPairs(difference, Deviation, power, level)));

    public override double? Detectable(double size, double power, double level) =>
        Units(size) is var units && units < 2 ? null : Affordable(() => PairedMeansPower.DetectableDifference(units, Deviation, power, level));

    private long Units(double size) => (long)Math.Round(size / PairsPerUnit);
}
