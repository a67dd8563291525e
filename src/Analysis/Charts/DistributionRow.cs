namespace TrialKeep.Analysis.Charts;

/// <summary>One set of values of a distribution chart.</summary>
/// <param name="Name">What the values are of.</param>
/// <param name="Values">The values; those that are no finite number are left out and counted.</param>
public sealed record DistributionRow(string Name, IReadOnlyList<double> Values);
