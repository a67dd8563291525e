namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>A measured number of the record, such as its latency.</summary>
/// <param name="Name">The name in JSON.</param>
/// <param name="Unit">The unit; null when none is declared.</param>
/// <param name="Better">Which way it gets better.</param>
public sealed record MeasurementInfo(string Name, string? Unit, Direction Better);
