namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>What became of one planned generation under one evaluator. A score is a number; 1 and 0 are right and wrong where all are.</summary>
public enum Standing : byte
{
    /// <summary>There is no answer: it was never asked for, or the run stopped before.</summary>
    Missing = 0,

    /// <summary>Every attempt at an answer failed.</summary>
    Failed = 1,

    /// <summary>There is an answer, but the evaluator gave it no finite number.</summary>
    Unscored = 2,

    /// <summary>The answer has a score.</summary>
    Scored = 3,

    /// <summary>It was erased from the store and is not made again: it speaks neither for nor against anybody.</summary>
    Erased = 4,
}
