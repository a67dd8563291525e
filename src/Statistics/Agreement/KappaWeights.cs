namespace TrialKeep.Statistics.Agreement;

/// <summary>How much a disagreement between ordered categories weighs.</summary>
public enum KappaWeights
{
    /// <summary>All disagreements are alike.</summary>
    None,

    /// <summary>By the number of categories between.</summary>
    Linear,

    /// <summary>By its square.</summary>
    Quadratic,
}
