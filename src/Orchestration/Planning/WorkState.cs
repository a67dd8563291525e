namespace TrialKeep.Orchestration.Planning;

/// <summary>What a planned generation needs.</summary>
public enum WorkState
{
    /// <summary>The run has the record, and every evaluation has its score.</summary>
    Done,

    /// <summary>Another run of the experiment has the record.</summary>
    Reused,

    /// <summary>The run has only failures of it.</summary>
    Failed,

    /// <summary>Nothing is stored under its key.</summary>
    Missing,

    /// <summary>The record is there; a score is missing or was made from another output, reference or evaluator.</summary>
    Outdated,

    /// <summary>What there was has been erased: it is not made again, and is no gap that a call could close.</summary>
    Erased,
}
