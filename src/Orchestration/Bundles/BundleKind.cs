namespace TrialKeep.Orchestration.Bundles;

/// <summary>What a bundle asks for.</summary>
public enum BundleKind
{
    /// <summary>Answers of variants.</summary>
    Generation,

    /// <summary>Scores of answers.</summary>
    Evaluation,
}
