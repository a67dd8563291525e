namespace TrialKeep.Storage.Runs;

/// <summary>What came of a transform of one record.</summary>
public enum TransformOutcome
{
    /// <summary>It has an output.</summary>
    Output,

    /// <summary>There was nothing to find, and the reason is on record. It is not tried again.</summary>
    None,

    /// <summary>It threw. The next call tries again.</summary>
    Failed,
}
