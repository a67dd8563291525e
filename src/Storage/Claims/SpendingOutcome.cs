namespace TrialKeep.Storage.Claims;

/// <summary>What came of asking to spend more.</summary>
/// <param name="IsAllowed">It was allowed and is noted.</param>
/// <param name="All">What all that share the run have spent, this included.</param>
internal readonly record struct SpendingOutcome(bool IsAllowed, Spending All);
