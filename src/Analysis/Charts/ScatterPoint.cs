namespace TrialKeep.Analysis.Charts;

/// <summary>A point of a Pareto scatter.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Cost">Where it lies across.</param>
/// <param name="Quality">How high it lies.</param>
/// <param name="IsOnFront">No other is at least as good in both and better in one.</param>
public sealed record ScatterPoint(string Name, double Cost, double Quality, bool IsOnFront);
