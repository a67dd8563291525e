using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>The generations of a run in plan order.</summary>
public sealed class Manifest
{
    /// <summary>A manifest of these generations.</summary>
    public Manifest(IReadOnlyList<ManifestEntry> entries)
        : this(entries, DigestOf((entries ?? throw new ArgumentNullException(nameof(entries))).Select(static entry => entry.Key)))
    {
    }

    /// <summary>A manifest whose generations are made one by one while they are read, so that never all of them are held.</summary>
    /// <param name="entries">The generations in plan order.</param>
    /// <param name="digest">Their <see cref="DigestOf"/>: a manifest that was written with another one can't be read.</param>
    public Manifest(IReadOnlyList<ManifestEntry> entries, Digest digest)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Entries = entries;
        Digest = digest;
    }

    /// <summary>The generations in plan order.</summary>
    public IReadOnlyList<ManifestEntry> Entries { get; }

    /// <summary>The composite digest "manifest" over the 32 hexadecimal digits of each key as text, in order.</summary>
    public Digest Digest { get; }

    /// <summary>The digest of a manifest of these generations.</summary>
    public static Digest DigestOf(IEnumerable<KeyId> generations)
    {
        ArgumentNullException.ThrowIfNull(generations);
        using ManifestDigest digest = new();
        foreach (KeyId generation in generations) digest.Add(generation);
        return digest.Finish();
    }
}
