using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Erasure;

/// <summary>How much of one kind an erasure takes from one run.</summary>
/// <param name="Experiment">The experiment; null for objects, which belong to no run.</param>
/// <param name="Run">The run; null for objects.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Count">How many lines or files.</param>
public sealed record ErasedPart(string? Experiment, RunId? Run, ErasedKind Kind, long Count);
