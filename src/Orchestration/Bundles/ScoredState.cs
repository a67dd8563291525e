namespace TrialKeep.Orchestration.Bundles;

/// <summary>Whether there is something to score.</summary>
internal enum ScoredState
{
    /// <summary>There is.</summary>
    Ready,

    /// <summary>The transform has yet to be done, or failed.</summary>
    Pending,

    /// <summary>The transform found nothing, which is the reason why there is no score.</summary>
    Nothing,
}
