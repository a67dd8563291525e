namespace TrialKeep.Analysis.Charts;

/// <summary>A line of a chart over steps.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Points">Steps and values in order of the steps; a value that is no finite number interrupts the line.</param>
public sealed record LineSeries(string Name, IReadOnlyList<(double Step, double Value)> Points);
