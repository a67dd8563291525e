namespace TrialKeep.Storage.Runs;

/// <summary>How many generations of a run stand where.</summary>
/// <param name="Planned">In the manifest.</param>
/// <param name="Succeeded">With a record, reused ones included.</param>
/// <param name="Failed">With failures only.</param>
/// <param name="Missing">Without any record, and not erased.</param>
public readonly record struct RunCounts(int Planned, int Succeeded, int Failed, int Missing)
{
    /// <summary>Of which a tombstone stands for what there was: they are not run again.</summary>
    public int Erased { get; init; }

    /// <summary>Counts a run's generations, each once however many lines it has.</summary>
    /// <exception cref="StoreException">The manifest is damaged or missing.</exception>
    public static RunCounts Of(RunReader run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Manifest manifest = run.ReadManifest();
        int succeeded = 0;
        int failed = 0;
        int erased = 0;
        foreach (ManifestEntry entry in manifest.Entries)
        {
            bool isKnown = run.TryGet(entry.Key, out StoredGeneration generation);
            if (isKnown && generation.Succeeded) succeeded++;
            else if (run.IsErased(entry.Key)) erased++;
            else if (isKnown) failed++;
        }

        int planned = manifest.Entries.Count;
        return new(planned, succeeded, failed, planned - succeeded - failed - erased) { Erased = erased };
    }
}
