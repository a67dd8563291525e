namespace TrialKeep.Orchestration.Limiting;

/// <summary>A call that was let through.</summary>
/// <param name="Started">When, by the clock's time stamp.</param>
/// <param name="Tokens">How many tokens it was taken to need.</param>
internal readonly record struct CallTicket(long Started, double Tokens);
