namespace TrialKeep.Orchestration.Estimating;

/// <summary>A figure with what it rests on.</summary>
/// <param name="Value">The figure; null when it is not known, never 0 for that.</param>
/// <param name="Basis">What it was made from, as a clause: <c>the mean of 40 stored answers</c>.</param>
/// <param name="Observations">How many stored answers it rests on; 0 for a rule of thumb.</param>
public readonly record struct EstimatedFigure(double? Value, string Basis, long Observations);
