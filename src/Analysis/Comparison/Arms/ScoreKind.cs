namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>What the scores of an evaluation are.</summary>
public enum ScoreKind
{
    /// <summary>Every score is 0 (wrong) or 1 (right): the mean is a share.</summary>
    Proportion,

    /// <summary>Some score is another number.</summary>
    Number,
}
