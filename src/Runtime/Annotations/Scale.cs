namespace TrialKeep;

/// <summary>How a decimal is written into a key.</summary>
public enum Scale
{
    /// <summary>As it is: 1.0 and 1.00 are different.</summary>
    Preserve,

    /// <summary>Without trailing zeros: 1.0 and 1.00 are the same.</summary>
    Trim,
}
