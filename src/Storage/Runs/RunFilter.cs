namespace TrialKeep.Storage.Runs;

/// <summary>Which runs are listed: those that fit all that is not null.</summary>
public sealed record RunFilter
{
    /// <summary>Of this experiment.</summary>
    public string? Experiment { get; init; }

    /// <summary>With this status; <see cref="RunStatus.Running"/> leaves out what is stale.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>With this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Pinned, or not.</summary>
    public bool? IsPinned { get; init; }

    /// <summary>As many as this at most, the newest; 0 gives none.</summary>
    public int? Limit { get; init; }
}
