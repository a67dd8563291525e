namespace TrialKeep.Scoring.Labels;

/// <summary>What one person said about the answers to one item.</summary>
internal sealed record Label(string Item, string? Variant, int? Sample, string Rater, string Rubric, double Score, string Comment);
