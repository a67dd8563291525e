namespace TrialKeep.Orchestration.Stages;

/// <summary>What became of one work item of the transform stage.</summary>
internal enum TransformResult
{
    /// <summary>It was computed, with or without an output.</summary>
    Made,

    /// <summary>The same work was stored already.</summary>
    TakenOver,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>The call was stopped before it was through; nothing was stored.</summary>
    Stopped,
}
