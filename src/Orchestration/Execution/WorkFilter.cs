namespace TrialKeep.Orchestration.Execution;

/// <summary>What a call is restricted to; the manifest stays the same.</summary>
public enum WorkFilter
{
    /// <summary>Whatever is left to do.</summary>
    Everything,

    /// <summary>Only generations that have failed.</summary>
    Failed,

    /// <summary>Only generations of which nothing is stored.</summary>
    Missing,

    /// <summary>Only scores: no variant is called.</summary>
    Outdated,
}
