using TrialKeep.Statistics.Power;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>Two independent means, with one deviation for both that gives Welch's standard error; of clusters it is about the means of these.</summary>
/// <param name="Deviation">The standard deviation within the arms, positive.</param>
/// <param name="ShareOfCandidate">How much of the answers the candidate has, between 0 and 1.</param>
/// <param name="AnswersPerUnit">How many answers a unit of the test has: 1, or the mean size of a cluster.</param>
internal sealed record TwoMeansModel(double Deviation, double ShareOfCandidate, double AnswersPerUnit) : PowerModel
{
    public override double? Of(double size, double difference, double level)
    {
        (long candidate, long baseline) = Groups(size);
        return IsTooSmall(candidate, baseline) ? null : TwoMeansPower.Of(candidate, baseline, difference, Deviation, level);
    }

    public override long? Needed(double difference, double power, double level) => difference <= 0 ? null
        : Affordable(() => (long)Math.Ceiling(2 * AnswersPerUnit * TwoMeansPower.NeededPerGroup(difference, Deviation, power, level)));

    public override double? Detectable(double size, double power, double level)
    {
        (long candidate, long baseline) = Groups(size);
        return IsTooSmall(candidate, baseline) ? null : Affordable(() => TwoMeansPower.DetectableDifference(candidate, baseline, Deviation, power, level));
    }

    private static bool IsTooSmall(long candidate, long baseline) => candidate < 1 || baseline < 1 || candidate + baseline < 3;

    private (long Candidate, long Baseline) Groups(double size) =>
        ((long)Math.Round(size * ShareOfCandidate / AnswersPerUnit), (long)Math.Round(size * (1 - ShareOfCandidate) / AnswersPerUnit));
}
