namespace TrialKeep;

/// <summary>Which way a number gets better.</summary>
public enum Direction
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>More is better.</summary>
    Higher,

    /// <summary>Less is better.</summary>
    Lower,
}
