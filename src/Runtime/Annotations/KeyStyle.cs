namespace TrialKeep;

/// <summary>How a key is made.</summary>
public enum KeyStyle
{
    /// <summary>One SHA-256 over the typed parts, sorted by name.</summary>
    Native,

    /// <summary>The parts as text, in order, with a separator: the text is the key.</summary>
    Joined,
}
