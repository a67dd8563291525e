using TrialKeep.Statistics.Power;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>Two independent proportions of which one is the baseline's; the difference is taken upwards, or downwards where there is no room.</summary>
/// <param name="Baseline">The share that is right in the baseline.</param>
/// <param name="ShareOfCandidate">How much of the answers the candidate has, between 0 and 1.</param>
internal sealed record TwoProportionsModel(double Baseline, double ShareOfCandidate) : PowerModel
{
    public override double? Of(double size, double difference, double level)
    {
        (long candidate, long baseline) = Groups(size);
        return candidate < 1 || baseline < 1 || Shifted(difference) is not { } share ? null : TwoProportionsPower.Of(candidate, share, baseline, Baseline, level);
    }

    public override long? Needed(double difference, double power, double level) => difference <= 0 || Shifted(difference) is not { } share ? null
        : Affordable(() => 2 * TwoProportionsPower.NeededPerGroup(share, Baseline, power, level));

    public override double? Detectable(double size, double power, double level)
    {
        (long candidate, long baseline) = Groups(size);
        double center = Math.Min(Baseline, 1 - Baseline); // upwards there is more room
        return candidate < 1 || baseline < 1 ? null
            : Affordable(() => TwoProportionsPower.DetectableDifference(candidate, baseline, center, power, level)) is { } found && double.IsFinite(found) ? found : null;
    }

    private double? Shifted(double difference) => Baseline + difference <= 1 ? Baseline + difference : Baseline - difference >= 0 ? Baseline - difference : null;

    private (long Candidate, long Baseline) Groups(double size) => ((long)Math.Round(size * ShareOfCandidate), (long)Math.Round(size * (1 - ShareOfCandidate)));
}
