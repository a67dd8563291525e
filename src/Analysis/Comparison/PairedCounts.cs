namespace TrialKeep.Analysis.Comparison;

/// <summary>How two sets of outcomes agree on the same units.</summary>
/// <param name="N">Units scored in both.</param>
/// <param name="BaselineOnly">Of those, where only the baseline is right.</param>
/// <param name="CandidateOnly">Of those, where only the candidate is right.</param>
internal readonly record struct PairedCounts(int N, int BaselineOnly, int CandidateOnly);
