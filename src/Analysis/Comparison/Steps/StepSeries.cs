namespace TrialKeep.Analysis.Comparison.Steps;

/// <summary>What was measured at steps: a loss, a queue's length.</summary>
/// <param name="Measurement">Its name.</param>
/// <param name="Run">The run.</param>
/// <param name="Variant">Whose generations it was measured on; null when it was measured on the run itself.</param>
/// <param name="Generations">How many generations have it; 1 for the run itself.</param>
/// <param name="Points">Its means in order of the steps.</param>
public sealed record StepSeries(string Measurement, string Run, string? Variant, int Generations, IReadOnlyList<StepPoint> Points);
