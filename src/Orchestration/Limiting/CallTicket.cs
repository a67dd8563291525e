namespace TrialKeep.Orchestration.Limiting;

/// <summary>A call that was let through.</summary>
/// <param name="Number">The how manieth of its gate, from 1.</param>
/// <param name="Tokens">How many tokens it was taken to need.</param>
internal readonly record struct CallTicket(long Number, double Tokens);
