namespace TrialKeep.Orchestration.Stages;

/// <summary>What came of one try: an answer, or why there is none.</summary>
/// <param name="Answer">The answer; meaningless after a failure.</param>
/// <param name="Failure">Why there is none; null when there is one.</param>
internal readonly record struct CallResult<TAnswer>(TAnswer? Answer, CallFailure? Failure);
