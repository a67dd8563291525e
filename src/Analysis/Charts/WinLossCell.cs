namespace TrialKeep.Analysis.Charts;

/// <summary>How one competitor did against another.</summary>
/// <param name="Row">The index of the one.</param>
/// <param name="Column">The index of the other.</param>
/// <param name="Won">How often the one did better.</param>
/// <param name="Lost">How often it did worse.</param>
/// <param name="IsReal">The difference is more than chance.</param>
public sealed record WinLossCell(int Row, int Column, int Won, int Lost, bool IsReal);
