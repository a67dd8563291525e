namespace TrialKeep.Orchestration.Stages;

/// <summary>A generation that a variant is to be asked for.</summary>
/// <param name="Index">Its place in the plan.</param>
/// <param name="Attempt">Which try this is, from 1.</param>
internal readonly record struct PendingGeneration(int Index, int Attempt);
