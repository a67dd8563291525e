namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>The one-way analysis of variance.</summary>
/// <param name="Between">What the groups explain.</param>
/// <param name="Within">What they leave.</param>
public readonly record struct OneWayResult(AnovaTerm Between, AnovaError Within);
