namespace TrialKeep.Orchestration.Progress;

/// <summary>A stage of a run.</summary>
public enum RunStage
{
    /// <summary>Variants answer tasks.</summary>
    Generate,

    /// <summary>Transforms make other records of the records.</summary>
    Transform,

    /// <summary>Evaluators score records.</summary>
    Evaluate,
}
