using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>What run.json says.</summary>
/// <param name="Id">The run.</param>
/// <param name="Experiment">The experiment.</param>
/// <param name="Manifest">The digest of the manifest that the run executes.</param>
/// <param name="Status">The status as written last; stale is told by <see cref="StoredExperiment.IsStale"/>.</param>
/// <param name="Created">When the run was begun, by the clock then.</param>
/// <param name="Updated">When the status was written last.</param>
/// <param name="Counts">The counts as written last.</param>
/// <param name="Provenance">Where that was.</param>
/// <param name="Configuration">The configuration snapshot as JSON text; null when there is none.</param>
/// <param name="IsFresh">The run looks nothing up in other runs.</param>
/// <param name="Reason">Why a failed or cancelled run ended so, as one sentence; null when nobody said, and always for other statuses.</param>
public sealed record RunInfo(
    RunId Id,
    string Experiment,
    Digest Manifest,
    RunStatus Status,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    RunCounts Counts,
    Provenance Provenance,
    string? Configuration,
    bool IsFresh,
    string? Reason = null)
{
    /// <summary>How far the writers' streams reached then.</summary>
    internal RunEnds Ends { get; init; } = RunEnds.None;
}
