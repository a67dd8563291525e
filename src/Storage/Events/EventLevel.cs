namespace TrialKeep.Storage.Events;

/// <summary>How much an event matters.</summary>
public enum EventLevel
{
    /// <summary>For whoever looks for a fault.</summary>
    Debug,

    /// <summary>The normal course of things.</summary>
    Information,

    /// <summary>Something was worse than it should be, and went on.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}
