namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>The two-way analysis of variance.</summary>
/// <param name="First">What the first factor explains.</param>
/// <param name="Second">What the second factor explains.</param>
/// <param name="Interaction">What their combination explains; null in a model without interaction.</param>
/// <param name="Error">What they leave.</param>
public readonly record struct TwoWayResult(AnovaTerm First, AnovaTerm Second, AnovaTerm? Interaction, AnovaError Error);
