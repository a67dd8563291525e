using System.Collections.Immutable;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>The good lines of a manifest that is not whole.</summary>
/// <param name="lines">Its generations by their place, from 1.</param>
internal sealed class SalvagedManifest(SortedDictionary<long, ManifestEntry> lines)
{
    public Manifest ToManifest() => new([.. lines.Values]);

    /// <summary>The manifests that it may have been if one line is gone, with each of these in that place.</summary>
    public IEnumerable<Manifest> WithOne(IEnumerable<ManifestEntry> candidates)
    {
        long gone = 1;
        while (lines.ContainsKey(gone)) gone++;
        if (lines.Count > 0 && lines.Keys.Last() > lines.Count + 1) yield break;
        HashSet<KeyId> known = [.. lines.Values.Select(static entry => entry.Key)];
        ImmutableArray<ManifestEntry> all = [.. lines.Values];
        foreach (ManifestEntry candidate in candidates.Where(candidate => !known.Contains(candidate.Key))) yield return new(all.Insert((int)gone - 1, candidate));
    }
}
