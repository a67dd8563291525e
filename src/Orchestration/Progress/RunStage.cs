namespace TrialKeep;

/// <summary>A stage of a run.</summary>
public enum RunStage
{
    /// <summary>Variants answer tasks.</summary>
    Generate,

    /// <summary>Transforms make other records of the records.</summary>
    Transform,

    /// <summary>Evaluators score records.</summary>
    Evaluate,

    /// <summary>A stage of the program's own, which stands after one of the others.</summary>
    Own,
}
