using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What a policy decides about a run.</summary>
/// <param name="Experiment">Its experiment.</param>
/// <param name="Run">The run.</param>
/// <param name="IsDeleted">Whether it goes.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Bytes">What it takes.</param>
public sealed record RetentionDecision(string Experiment, RunId Run, bool IsDeleted, string Reason, long Bytes);
