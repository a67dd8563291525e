using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What compaction takes out of a run, or would.</summary>
/// <param name="Experiment">Its experiment.</param>
/// <param name="Run">The run.</param>
/// <param name="Records">Records in whose place another attempt counts.</param>
/// <param name="Failures">Failed attempts; none unless the policy says so.</param>
/// <param name="Reuses">Reuses in whose place another line counts.</param>
/// <param name="Scores">Scores that were made anew.</param>
/// <param name="Tasks">Former versions of tasks, and copies.</param>
/// <param name="Texts">Copies of templates and shared texts.</param>
/// <param name="Bytes">The bytes of all these lines, before compression.</param>
/// <param name="Obstacle">Why nothing is done about the run, in a sentence; null when there is no obstacle.</param>
public sealed record CompactionResult(
    string Experiment, RunId Run, long Records, long Failures, long Reuses, long Scores, long Tasks, long Texts, long Bytes, string? Obstacle)
{
    /// <summary>What transforms made that was made anew.</summary>
    public long Transforms { get; init; }

    /// <summary>All lines together.</summary>
    public long Lines => Records + Failures + Reuses + Scores + Tasks + Texts + Transforms;
}
