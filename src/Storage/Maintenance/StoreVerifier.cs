using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Reads every byte of a store that matters: each line's checksum, each seal, each reference and each object. Runs are read newest first, because a
/// run refers to records of older ones.
/// </summary>
internal sealed class StoreVerifier(StoreContext store, CancellationToken cancellation)
{
    private readonly FindingLog _log = new();
    private readonly ReferenceLedger _ledger = new();

    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public VerifyReport Verify()
    {
        foreach (string experiment in store.Experiments()) VerifyExperiment(experiment);
        VerifyObjects();
        VerifyCatalog();
        _log.Try(TombstoneFile.PathIn(store), () => TombstoneFile.Read(store));
        return _log.ToReport();
    }

    private void VerifyExperiment(string experiment)
    {
        List<RunFolder> runs = store.Runs(experiment);
        for (int i = runs.Count - 1; i >= 0; i--) VerifyRun(runs[i]);
        IReadOnlyList<RunId> open = _ledger.Open();
        foreach (RunFolder run in runs.Where(run => open.Contains(run.Id))) _log.Try(run.Folder, () => new RunVerifier(store, run, _ledger, _log, cancellation).Satisfy());
        foreach ((RecordReference reference, Expectation expected) in _ledger.Unmet())
        {
            _log.Add(FindingKind.MissingReference, expected.From, $"it refers to line {reference.Sequence} of writer {reference.Writer} of run {reference.Run}, and there is no such record");
        }

        _ledger.NextExperiment();
    }

    private void VerifyRun(RunFolder run) => _log.Try(run.Folder, () =>
    {
        Links.Refuse(store, run);
        new RunVerifier(store, run, _ledger, _log, cancellation).Verify();
    });

    private void VerifyObjects()
    {
        ObjectStore objects = new(store);
        foreach (StoredObject stored in objects.All())
        {
            cancellation.ThrowIfCancellationRequested();
            _log.Objects++;
            string path = objects.PathOf(stored.Content);
            _log.Try(path, () => objects.Verify(stored));
            if (!_ledger.Objects.ContainsKey(stored.Content)) _log.Add(FindingKind.LeftOver, path, "no run refers to it");
        }

        foreach ((Digest content, (long bytes, Place from)) in _ledger.Objects) VerifyReference(objects.PathOf(content), content, bytes, from);
    }

    private void VerifyCatalog()
    {
        string path = Path.Combine(store.Folder, CatalogSchema.FileName);
        CatalogComparison comparison = new(store, cancellation);
        _log.Try(path, () =>
        {
            foreach (string difference in comparison.Run()) _log.Add(FindingKind.CatalogDiffers, path, difference);
        });
        _log.CatalogRows = comparison.Rows;
    }

    private void VerifyReference(string path, Digest content, long bytes, in Place from)
    {
        if (!File.Exists(path)) _log.Add(FindingKind.MissingReference, from, $"the object {content} is not there");
        else if (new FileInfo(path).Length != bytes) _log.Add(FindingKind.WrongContent, from, FormattableString.Invariant($"the object {content} has not {bytes} bytes"));
    }
}
