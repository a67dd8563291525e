namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>What a finding's test could have shown, by the power of that test (<see cref="Statistics.Power"/>).</summary>
internal static class PowerOfEffect
{
    private const double Target = 0.8;

    public static EffectPower Of(Finding finding, int size, ComparisonOptions options)
    {
        double difference = Math.Abs(options.Margin ?? finding.Value);
        PowerModel? model = finding.Power;
        return new EffectPower(difference, options.Margin is not null, model?.Of(size, difference, options.Level), model?.Needed(difference, Target, options.Level),
            model?.Detectable(size, Target, options.Level), Target) { Model = model };
    }
}
