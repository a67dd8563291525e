namespace TrialKeep.Statistics.Ranks;

/// <summary>What the signed rank test does with differences of 0.</summary>
public enum ZeroHandling
{
    /// <summary>They are left out before ranking (F. Wilcoxon, 1945).</summary>
    LeaveOut,

    /// <summary>They are ranked with the others and then left out, so that many of them weaken the evidence (J. Pratt, JASA 54,
    /// 1959).</summary>
    Pratt,
}
