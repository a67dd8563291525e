using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Makes a manifest anew that can't be read: from its own lines where all of them are there, from another run of the same manifest, or, where one line is bad, with a
/// generation of the journal in its place. Its digest is known from the run's id, and tells whether it is the right one.
/// </summary>
internal sealed class ManifestRepairer(StoreContext store, RunFolder run, RecordPlaces places, RepairLog log)
{
    /// <summary>Repairs it; null when the run's generations are not known.</summary>
    /// <param name="digest">What run.json says; null when that can't be read.</param>
    /// <exception cref="StoreException">A file can't be read or written for another reason than its content.</exception>
    public Manifest? Repair(Digest? digest)
    {
        if (ReadWhole(digest) is { } whole) return whole;
        Manifest? found = FromOwnLines(digest) ?? FromOtherRun(digest) ?? WithOneFromTheJournal(digest);
        if (found is null)
        {
            log.GiveUp(run.ManifestFile, "It does not hold the run's generations, and nothing else says which they are; restore it from a copy, or start a new run, which reuses what this one has.");
            return null;
        }

        log.Replace(RepairKind.MadeAnew, run.ManifestFile, "It does not hold the run's generations, and is made anew; its digest is the run's.", () => ManifestFile.Write(store, run, found));
        return found;
    }

    private bool IsRight(Manifest manifest, Digest? digest) => digest is { } known ? manifest.Digest == known : run.Id.MayExecute(manifest.Digest);

    private Manifest? ReadWhole(Digest? digest)
    {
        if (!File.Exists(run.ManifestFile) || !ManifestFile.HasHeader(store.Files, run)) return null;
        try
        {
            Manifest read = ManifestFile.Read(store.Files, run, digest ?? ManifestFile.Salvage(store.Files, run).ToManifest().Digest);
            return IsRight(read, digest) ? read : null;
        }
        catch (StoreException error) when (error.Problem == Problem.Damaged)
        {
            return null;
        }
    }

    private Manifest? FromOwnLines(Digest? digest)
    {
        if (!File.Exists(run.ManifestFile)) return null;
        Manifest read = ManifestFile.Salvage(store.Files, run).ToManifest();
        return IsRight(read, digest) ? read : null;
    }

    private Manifest? FromOtherRun(Digest? digest)
    {
        foreach (RunFolder other in store.Runs(run.Experiment).Where(other => other.Id != run.Id && other.Id.Text[^16..] == run.Id.Text[^16..] && File.Exists(other.ManifestFile)))
        {
            Manifest read = ManifestFile.Salvage(store.Files, other).ToManifest();
            if (IsRight(read, digest)) return read;
        }

        return null;
    }

    private Manifest? WithOneFromTheJournal(Digest? digest)
    {
        if (!File.Exists(run.ManifestFile)) return null;
        SalvagedManifest salvaged = ManifestFile.Salvage(store.Files, run);
        using JournalGenerations journal = new(store, run, places);
        return salvaged.WithOne(journal.Entries()).FirstOrDefault(manifest => IsRight(manifest, digest));
    }
}
