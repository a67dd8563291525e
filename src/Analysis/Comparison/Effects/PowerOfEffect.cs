using TrialKeep.Statistics.Functions;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// Power, needed size and detectable difference by the normal approximation with the standard error that the interval shows, its width over 2z:
/// whatever the test, it allows for pairing, clusters and the observed discordance. Needed sizes assume more of the same items.
/// </summary>
internal static class PowerOfEffect
{
    private const double Target = 0.8;

    public static EffectPower Of(Finding finding, int pairs, ComparisonOptions options)
    {
        double difference = Math.Abs(options.Margin ?? finding.Value);
        bool isMargin = options.Margin is not null;
        if (finding.Interval is not { } interval || !(interval.High > interval.Low))
            return new EffectPower(difference, isMargin, null, null, null, Target);
        double error = (interval.High - interval.Low) / (2 * NormalDistribution.TwoSidedQuantile(options.Confidence));
        double reach = NormalDistribution.TwoSidedQuantile(1 - options.Level), sum = reach + NormalDistribution.Quantile(Target);
        double signal = difference / error;
        double power = NormalDistribution.UpperTail(reach - signal) + NormalDistribution.UpperTail(reach + signal);
        double needed = signal > 0 ? Math.Ceiling(pairs * (sum / signal) * (sum / signal)) : double.PositiveInfinity;
        return new EffectPower(difference, isMargin, power, needed < long.MaxValue ? (long)needed : null, sum * error, Target);
    }
}
