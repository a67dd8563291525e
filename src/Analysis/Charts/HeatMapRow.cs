namespace TrialKeep.Analysis.Charts;

/// <summary>A row of a heat map.</summary>
/// <param name="Name">Its head.</param>
/// <param name="Cells">A cell for each column.</param>
public sealed record HeatMapRow(string Name, IReadOnlyList<HeatMapCell> Cells);
