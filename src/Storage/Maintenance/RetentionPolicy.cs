using System.Collections.Immutable;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Which runs are to go: those that a limit finds too many, too old or too much. Limits that are null are none; 0 is a limit. Runs that are being worked on, that are pinned and
/// that others reuse stay, whatever the limits say, and so do those that <see cref="Statuses"/>, <see cref="Tag"/> and <see cref="ExceptTag"/> leave out.
/// </summary>
public sealed record RetentionPolicy
{
    /// <summary>Of this experiment only; null for all, each by itself.</summary>
    public string? Experiment { get; init; }

    /// <summary>How many of the newest runs of an experiment stay, of those that the policy is about.</summary>
    public int? MostRuns { get; init; }

    /// <summary>How long after its last change a run stays.</summary>
    public TimeSpan? LongestAge { get; init; }

    /// <summary>How many bytes the runs of an experiment may have together; the oldest go first. Objects don't count, because runs share them.</summary>
    public long? MostBytes { get; init; }

    /// <summary>Runs with these statuses only; by default those that have ended and those that are stale.</summary>
    public ImmutableArray<RunStatus> Statuses { get; init; } = [RunStatus.Completed, RunStatus.Failed, RunStatus.Cancelled, RunStatus.Stale];

    /// <summary>Runs with this tag only; null for all.</summary>
    public string? Tag { get; init; }

    /// <summary>Runs without this tag only; null for all.</summary>
    public string? ExceptTag { get; init; }
}
