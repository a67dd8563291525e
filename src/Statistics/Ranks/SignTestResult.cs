namespace TrialKeep.Statistics.Ranks;

/// <summary>What a sign test found.</summary>
/// <param name="Positive">How many differences are positive.</param>
/// <param name="Negative">How many differences are negative.</param>
/// <param name="Zeros">How many differences are 0 and do not count.</param>
/// <param name="PValue">The exact p-value, between 0 and 1.</param>
public readonly record struct SignTestResult(long Positive, long Negative, long Zeros, double PValue);
