namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>What the bounds of an effect are made of, over all pairs that are not changed.</summary>
/// <param name="Pairs">How many pairs there are, with their gaps.</param>
/// <param name="Difference">The sum of the differences where both are scored.</param>
/// <param name="Worst">The sum of the differences where a gap got what is worst for the candidate.</param>
/// <param name="Best">The sum of the differences where a gap got what is best for the candidate.</param>
internal readonly record struct EffectSums(int Pairs, double Difference, double Worst, double Best);
