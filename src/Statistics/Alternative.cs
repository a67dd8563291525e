namespace TrialKeep.Statistics;

/// <summary>What a test holds against its null hypothesis.</summary>
public enum Alternative
{
    /// <summary>The effect differs from the null hypothesis, in either direction.</summary>
    TwoSided,

    /// <summary>The effect is below the null hypothesis: the first sample tends to be smaller.</summary>
    Less,

    /// <summary>The effect is above the null hypothesis: the first sample tends to be larger.</summary>
    Greater,
}
