using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// What compaction takes out of journals: lines in whose place others count. Whatever the policy says, a line stays that counts, that another run reuses, or that a score which
/// counts was made from, and so do measurements, events and artifacts.
/// </summary>
public sealed record CompactionPolicy
{
    /// <summary>Of this experiment only; null for all.</summary>
    public string? Experiment { get; init; }

    /// <summary>Of this run only, and then an experiment is named; null for all.</summary>
    public RunId? Run { get; init; }

    /// <summary>Whether failed attempts stay as evidence; by default they do.</summary>
    public bool KeepsFailures { get; init; } = true;
}
