using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Charts;

/// <summary>One row of a forest chart.</summary>
/// <param name="Name">What was estimated.</param>
/// <param name="Detail">A second, quieter line, or empty.</param>
/// <param name="Estimate">The value; null when there is none.</param>
/// <param name="Interval">Its interval; null when there is none.</param>
/// <param name="Remark">A quieter remark at the right, or empty.</param>
/// <param name="Tone">What colour and shape say.</param>
public sealed record ForestEntry(string Name, string Detail, double? Estimate, Interval? Interval, string Remark = "", ForestTone Tone = ForestTone.Plain);
