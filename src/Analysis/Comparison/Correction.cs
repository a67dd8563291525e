namespace TrialKeep.Analysis.Comparison;

/// <summary>How p-values are adjusted over a family of comparisons.</summary>
public enum Correction
{
    /// <summary>Holm: the probability of any false finding, whatever the dependence.</summary>
    Holm,

    /// <summary>Hochberg: the same, more powerful, for tests that are independent or positively dependent.</summary>
    Hochberg,

    /// <summary>Benjamini and Hochberg: the share of false findings, for the same tests.</summary>
    BenjaminiHochberg,

    /// <summary>Benjamini and Yekutieli: the share of false findings, whatever the dependence.</summary>
    BenjaminiYekutieli,

    /// <summary>No adjustment.</summary>
    None,
}
