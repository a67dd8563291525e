namespace TrialKeep.Analysis.Comparison;

/// <summary>What results are paired by: one sample of one item.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Sample">The index of the repeated answer, from 0.</param>
public readonly record struct ScoreUnit(string Item, int Sample);
