namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>Why answers of an arm have no score.</summary>
/// <param name="Standing">What became of them.</param>
/// <param name="Reason">The reason on record.</param>
/// <param name="Count">How many answers it was given for.</param>
public sealed record GapReason(Standing Standing, string Reason, int Count);
