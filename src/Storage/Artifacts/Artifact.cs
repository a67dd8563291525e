using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Artifacts;

/// <summary>What is said of a file when it is stored.</summary>
/// <param name="Name">Its name, by the grammar of experiments' names; unique to a generation, or to the run.</param>
public sealed record Artifact(string Name)
{
    /// <summary>The generation that it belongs to; null when it belongs to the run itself.</summary>
    public KeyId? Generation { get; init; }

    /// <summary>What it is, as <c>image/png</c>; null when nobody said.</summary>
    public string? MediaType { get; init; }

    /// <summary>The SHA-256 that the content must have; null when it is not known before.</summary>
    public Digest? Expected { get; init; }

    /// <summary>When it was made; null when it is stored: now, by the store's clock.</summary>
    public DateTimeOffset? Time { get; init; }
}
