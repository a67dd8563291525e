namespace TrialKeep.Orchestration.Execution;

/// <summary>What a call has asked for and what it has used up.</summary>
/// <param name="Retries">Tries after the first ones, of all stages.</param>
/// <param name="Refused">Answers of this call that were refused.</param>
/// <param name="Truncated">Answers of this call that were cut.</param>
/// <param name="Spent">What variants, transforms and evaluators reported; null when they reported nothing.</param>
public readonly record struct CallSummary(int Retries, int Refused, int Truncated, Usage? Spent);
