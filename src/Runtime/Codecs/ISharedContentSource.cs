using TrialKeep.Runtime.Keys;

namespace TrialKeep.Runtime.Codecs;

/// <summary>Finds what <see cref="ISharedContent"/> took.</summary>
public interface ISharedContentSource
{
    /// <summary>The text with this id, or null when it is not known.</summary>
    string? FindText(KeyId id);
}
