namespace TrialKeep.Orchestration.Stages;

/// <summary>What came of one try: a record, or why there is none.</summary>
/// <param name="Record">The record; meaningless after a failure.</param>
/// <param name="Failure">Why there is none; null when there is one.</param>
internal readonly record struct CallResult<TRecord>(TRecord? Record, CallFailure? Failure);
