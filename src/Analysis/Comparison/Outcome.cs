namespace TrialKeep.Analysis.Comparison;

/// <summary>What came of one planned generation under one evaluator. The five are different things and are counted apart.</summary>
public enum Outcome : byte
{
    /// <summary>There is no answer: it was never asked for, or the run stopped before.</summary>
    Missing = 0,

    /// <summary>The answer was scored and is right.</summary>
    Correct = 1,

    /// <summary>The answer was scored and is wrong.</summary>
    Incorrect = 2,

    /// <summary>There is an answer, but the evaluator gave it no score.</summary>
    Unscored = 3,

    /// <summary>Every attempt at an answer failed.</summary>
    Failed = 4,
}
