namespace TrialKeep;

/// <summary>Which number is made of what two sets have in common.</summary>
public enum OverlapMeasure
{
    /// <summary>The harmonic mean of precision and recall, 2PR / (P + R).</summary>
    F1,

    /// <summary>Of what was found, the share that was expected.</summary>
    Precision,

    /// <summary>Of what was expected, the share that was found.</summary>
    Recall,
}
