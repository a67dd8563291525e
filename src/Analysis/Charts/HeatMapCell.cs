namespace TrialKeep.Analysis.Charts;

/// <summary>A cell of a heat map.</summary>
/// <param name="Value">The value; null when there is none.</param>
/// <param name="Count">How many answers it rests on.</param>
public sealed record HeatMapCell(double? Value, int Count);
