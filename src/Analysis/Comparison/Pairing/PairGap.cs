using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>A pair of which not both answers are scored.</summary>
/// <param name="Unit">The item and sample.</param>
/// <param name="Baseline">What became of the baseline's answer.</param>
/// <param name="Candidate">What became of the candidate's answer.</param>
/// <param name="Reason">Why, of the candidate where it has none; null when no reason is on record.</param>
public sealed record PairGap(ScoreUnit Unit, Standing Baseline, Standing Candidate, string? Reason);
