namespace TrialKeep;

/// <summary>Which of several texts an answer must contain.</summary>
public enum WantedParts
{
    /// <summary>Each of them.</summary>
    All,

    /// <summary>At least one.</summary>
    Any,

    /// <summary>Not one.</summary>
    None,
}
