namespace TrialKeep.Storage.Runs;

/// <summary>Where a run stands. docs/formats.md has the transitions.</summary>
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

    /// <summary>Said to be running, while nobody lives who works on it. Derived when asked; never written.</summary>
    Stale,
}
