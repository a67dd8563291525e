namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// What the comparison could have shown at its size, two-sided at the level of the comparison, by the power of the test that was chosen:
/// McNemar's at the observed discordance, Student's at the observed deviation (for Wilcoxon's and permutations too, and over clusters).
/// </summary>
/// <param name="Difference">The difference that power and needed size are about: the margin, or else the observed one.</param>
/// <param name="IsMargin">It is the margin.</param>
/// <param name="Power">The probability of showing a true difference of this size; null when it can't be said.</param>
/// <param name="NeededPairs">How many pairs would show it with <see cref="Target"/>; null when none would or it can't be said.</param>
/// <param name="Detectable">The smallest true difference that this size shows with <see cref="Target"/>; null when it can't be said.</param>
/// <param name="Target">The probability aimed at, 0.8.</param>
public sealed record EffectPower(double Difference, bool IsMargin, double? Power, long? NeededPairs, double? Detectable, double Target)
{
    /// <summary>What the figures are from; null when there is none.</summary>
    internal PowerModel? Model { get; init; }
}
