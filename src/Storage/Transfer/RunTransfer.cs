using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Transfer;

/// <summary>
/// Copies a run of one experiment into another store, whole or not at all: under a name that no reader takes for a run's, verified there as a run of that store, and renamed then. The caller
/// holds the locks of the experiment in both stores.
/// </summary>
internal sealed class RunTransfer(StoreContext source, StoreContext target, string experiment, CancellationToken cancellation)
{
    /// <summary>Copies a run. One that is there with the same content is left alone.</summary>
    /// <exception cref="StoreException">
    /// There is no such run; it is damaged; the target has other content under its id, or has erased what the run holds (<see cref="Problem.BadState"/>); something can't be read or written.
    /// </exception>
    public void Copy(RunId id)
    {
        RunFolder from = source.Run(experiment, id);
        Links.Refuse(source, from);
        TornTails.Cut(source.Files, from, RunFile.Read(source.Files, from).Ends);
        RunFolder final = target.Run(experiment, id);
        RunFolder to = final with { Folder = Path.Combine(target.RunsFolder(experiment), RunRemover.IncomingPrefix + id.Text) };
        if (Directory.Exists(to.Folder)) Clear(to);
        using RunReader reader = RunReader.Open(source, from);
        DemandNotErased(reader);
        using ReusedRecords reused = new(source, target, experiment, reader);
        try
        {
            WriteFiles(from, to);
            new CopiedStreams(source, target, from, to, reused, cancellation).Write();
            CopyObjects(to);
            Verify(to);
            Publish(from, to, final);
        }
        catch
        {
            if (Directory.Exists(to.Folder)) TryClear(to);
            throw;
        }
    }

    // What was erased there must not come in by another door.
    private void DemandNotErased(RunReader reader)
    {
        ErasedWork erased = new(target, experiment);
        if (erased.IsEmpty) return;
        foreach (ManifestEntry entry in reader.ReadManifest().Entries)
        {
            if (erased.Find(entry.Item, default, entry.Key) is not { } tombstone || !reader.TryGet(entry.Key, out StoredGeneration known) || !known.Succeeded) continue;
            throw new StoreException(Problem.BadState, $"Run '{reader.Info.Id}' holds what was erased from '{target.Folder}' ({tombstone.Reason.TrimEnd('.')}), first the generation {entry.Key}; erase it here too, then move the run.", target.Folder);
        }
    }

    private void WriteFiles(RunFolder from, RunFolder to)
    {
        IEnumerable<string> paths = [from.RunFile, from.ManifestFile, from.MarksFile, .. FilesOf(from.DataSetFolder), .. FilesOf(from.CheckpointsFolder), .. FilesOf(from.LostAndFound)];
        foreach (string path in paths.Where(File.Exists).Where(static path => !path.EndsWith(".tmp", StringComparison.Ordinal)))
        {
            cancellation.ThrowIfCancellationRequested();
            FileCopy.Write(source.Files, path, target.Files, Path.Combine(to.Folder, Path.GetRelativePath(from.Folder, path)));
        }
    }

    // Objects that nobody refers to harm nothing, should the run not come after them.
    private void CopyObjects(RunFolder to)
    {
        // Whoever collects from now on finds the experiment's locks held.
        ObjectsLock.Await(target);
        ObjectStore theirs = new(source), ours = new(target);
        foreach ((Digest content, long bytes) in ReferencesOf(to))
        {
            cancellation.ThrowIfCancellationRequested();
            if (ours.Contains(content)) continue;
            theirs.Verify(new(content, bytes));
            FileCopy.Write(source.Files, theirs.PathOf(content), target.Files, ours.PathOf(content));
        }
    }

    private HashSet<(Digest Content, long Bytes)> ReferencesOf(RunFolder to)
    {
        HashSet<(Digest, long)> references = [.. DataSetFile.ReadAll(target.Files, to).Where(static note => note.Snapshot.IsKept).Select(static note => (note.Snapshot.Content, note.Snapshot.Bytes))];
        Indexes.SideScan.ReadLine<StoredArtifact> read = ArtifactLine.Reader();
        foreach (SegmentName segment in SegmentName.List(to.Journal))
        {
            using SegmentReader reader = new(target.Files, segment, new DamageLog());
            while (reader.Next())
            {
                if (reader.Kind == LineKind.Artifact && read(reader.Line, reader.Body, default, out StoredArtifact artifact)) references.Add((artifact.Content, artifact.Bytes));
            }
        }

        return references;
    }

    private void Verify(RunFolder to)
    {
        FindingLog log = new();
        ReferenceLedger ledger = new();
        new RunVerifier(target, to, ledger, log, cancellation).Verify();
        foreach (RunId other in ledger.Open()) new RunVerifier(target, target.Run(experiment, other), ledger, log, cancellation).Satisfy();
        foreach ((RecordReference reference, Expectation expected) in ledger.Unmet()) log.Add(FindingKind.MissingReference, expected.From, $"line {reference.Sequence} of writer {reference.Writer} of run {reference.Run} is not there");
        ObjectStore objects = new(target);
        foreach ((Digest content, (long bytes, _)) in ledger.Objects) objects.Verify(new(content, bytes));
        if (log.ToReport().Findings.FirstOrDefault(static finding => finding.IsFault) is { } fault) throw new StoreException(Problem.Damaged, $"Run '{to.Id}' would not be whole in '{target.Folder}' ({fault.ToString().TrimEnd('.')}); repair it where it is, then move it.", fault.File, fault.Line, fault.Offset);
    }

    private void Publish(RunFolder from, RunFolder to, RunFolder final)
    {
        if (Directory.Exists(final.Folder))
        {
            if (!RunContents.AreSame(target.Files, to, final)) throw new StoreException(Problem.BadState, $"'{target.Folder}' has a run '{final.Id}' of '{experiment}' with other content; delete one of the two, or keep both where they are.", final.Folder);
            Clear(to);
            return;
        }

        List<Tombstone> tombstones = [.. TombstoneFile.Read(source).Where(one => one.Experiment is null || one.Experiment == from.Experiment).Select(one => one with { Experiment = from.Experiment })];
        if (tombstones.Count > 0)
        {
            using (TombstoneFile.Lock(target)) TombstoneFile.Add(target, tombstones);
        }

        SystemErrors.Write(final.Folder, () =>
        {
            target.Files.RenameFolder(to.Folder, final.Folder);
            target.Files.FlushFolder(target.RunsFolder(experiment));
        });
    }

    private void Clear(RunFolder to) => SystemErrors.Write(to.Folder, () => FolderTree.Remove(target.Files, to.Folder));

    private void TryClear(RunFolder to)
    {
        try
        {
            Clear(to);
        }
        catch (StoreException)
        {
            // The caller hears of the first error; the next one who holds the locks removes it.
        }
    }

    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
}
