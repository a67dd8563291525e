namespace TrialKeep.Scoring.Judges;

/// <summary>What a judge said once, and what that is worth.</summary>
/// <param name="Value">The score; null when the reply is in no form that can be read.</param>
/// <param name="Reply">What it said, whole.</param>
internal readonly record struct Judgment(double? Value, string Reply);
