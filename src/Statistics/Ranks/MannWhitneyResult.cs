namespace TrialKeep.Statistics.Ranks;

/// <summary>What a Mann-Whitney test found.</summary>
/// <param name="U">In how many pairs the first sample's value is the larger, ties counted half.</param>
/// <param name="Superiority">U divided by the number of pairs: P(first
/// > second) + P(tie)/2, also called A or the common language effect.</param>
/// <param name="PValue">The p-value, between 0 and 1.</param>
public readonly record struct MannWhitneyResult(double U, double Superiority, double PValue);
