namespace TrialKeep.Analysis.Comparison.Steps;

/// <summary>A measurement at one step.</summary>
/// <param name="Step">The step, in the user's own count.</param>
/// <param name="Mean">The mean over the generations that have a finite value there; NaN when none has.</param>
/// <param name="Count">How many these are.</param>
public readonly record struct StepPoint(long Step, double Mean, int Count);
