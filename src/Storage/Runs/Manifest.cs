using System.Collections.Immutable;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>The generations of a run in plan order.</summary>
public sealed class Manifest
{
    /// <summary>A manifest of these generations.</summary>
    public Manifest(ImmutableArray<ManifestEntry> entries)
    {
        Entries = entries;
        Digest = DigestOf(entries.Select(static entry => entry.Key));
    }

    /// <summary>The generations in plan order.</summary>
    public ImmutableArray<ManifestEntry> Entries { get; }

    /// <summary>The composite digest "manifest" over the 32 hexadecimal digits of each key as text, in order.</summary>
    public Digest Digest { get; }

    /// <summary>The digest of a manifest of these generations.</summary>
    public static Digest DigestOf(IEnumerable<KeyId> generations)
    {
        ArgumentNullException.ThrowIfNull(generations);
        CompositeDigest digest = CompositeDigest.Of("manifest"u8);
        Span<byte> text = stackalloc byte[KeyId.TextLength];
        foreach (KeyId generation in generations)
        {
            generation.Format(text);
            digest.Add(text);
        }

        return digest.Finish();
    }
}
