using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Charts;

/// <summary>One row of a forest plot.</summary>
/// <param name="Name">The full name, shown when pointed at.</param>
/// <param name="Label">What stands at the left, short enough for a phone.</param>
/// <param name="Detail">A second, quieter line at the left, or empty.</param>
/// <param name="Value">What stands at the right.</param>
/// <param name="ValueDetail">A quieter remark at the right.</param>
/// <param name="Estimate">The share or difference; null when there is none.</param>
/// <param name="Interval">The estimate's interval.</param>
/// <param name="Tone">What the colour says.</param>
internal sealed record ForestRow(
    string Name, string Label, string Detail, string Value, string ValueDetail, double? Estimate, Interval Interval, ForestTone Tone);
