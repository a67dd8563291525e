namespace TrialKeep.Storage.Runs;

/// <summary>Where a run stands. A run that is <see cref="Running"/> while nobody holds its lock is stale.</summary>
public enum RunStatus
{
    /// <summary>Begun, nothing executed.</summary>
    Pending,

    /// <summary>A call works on it, or was killed while it did.</summary>
    Running,

    /// <summary>Every generation succeeded.</summary>
    Completed,

    /// <summary>It ended with failed or missing generations.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Cancelled,
}
