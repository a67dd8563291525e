namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>How a difference was tested.</summary>
public enum TestKind
{
    /// <summary>There is nothing to test.</summary>
    None,

    /// <summary>McNemar's exact test with Tango's interval: right or wrong, one independent answer an item.</summary>
    McNemar,

    /// <summary>The cluster-robust paired difference by Student's t with one degree of freedom less than there are clusters.</summary>
    ClusterRobust,

    /// <summary>The paired t test.</summary>
    PairedT,

    /// <summary>Wilcoxon's exact signed rank test with a bootstrap interval of the mean difference.</summary>
    SignedRank,

    /// <summary>The permutation of signs with a bootstrap interval of the mean difference.</summary>
    SignFlip,

    /// <summary>Fisher's exact test with Newcombe's interval, of arms that have no item in common.</summary>
    Fisher,

    /// <summary>Welch's t test, of arms that have no item in common.</summary>
    Welch,
}
