namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// What the effect would be if every gap of the pairs went against the candidate, and if every one went for it: the gaps get the worst and
/// the best score that is declared or else observed.
/// </summary>
/// <param name="Worst">The candidate's gaps get the worst score, the baseline's the best.</param>
/// <param name="Best">The other way round.</param>
public sealed record EffectBounds(double Worst, double Best);
