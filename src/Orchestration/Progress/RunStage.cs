namespace TrialKeep.Orchestration.Progress;

/// <summary>A stage of a run.</summary>
public enum RunStage
{
    /// <summary>Variants answer tasks.</summary>
    Generate,

    /// <summary>Evaluators score records.</summary>
    Evaluate,
}
