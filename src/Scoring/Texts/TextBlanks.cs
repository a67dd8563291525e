namespace TrialKeep;

/// <summary>What becomes of white space before texts are compared.</summary>
public enum TextBlanks
{
    /// <summary>It stays.</summary>
    Kept,

    /// <summary>It is dropped at both ends.</summary>
    Trimmed,

    /// <summary>It is dropped at both ends, and every run of it inside becomes one blank.</summary>
    Collapsed,

    /// <summary>It is dropped.</summary>
    Removed,
}
