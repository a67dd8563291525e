namespace TrialKeep.Analysis.Charts;

/// <summary>One line of a dumbbell chart.</summary>
/// <param name="Name">What was measured twice.</param>
/// <param name="Baseline">Its value before; null when there is none.</param>
/// <param name="Candidate">Its value after; null when there is none.</param>
public sealed record DumbbellRow(string Name, double? Baseline, double? Candidate);
