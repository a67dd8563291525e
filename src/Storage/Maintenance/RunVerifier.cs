using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Checkpoints;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Reads everything of one run and tells what is not as it was written.</summary>
internal sealed class RunVerifier(StoreContext store, RunFolder run, ReferenceLedger ledger, FindingLog log, CancellationToken cancellation)
{
    private RunInfo? _info;
    private bool _hasEnded;

    /// <summary>Reads the run.</summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Verify()
    {
        log.Runs++;
        log.Try(run.RunFile, VerifySmallFiles);
        VerifyEnds();
        VerifyCheckpoints();
        foreach (StreamName stream in run.Streams().Skip(1).Concat(Missing())) Scan(stream, TakeScore);
        JournalVerifier journal = new(run, ledger, log);
        Scan(run.Journal, journal.Take);
        journal.Finish();
        CheckCount(journal.Succeeded);
        ListLeftOvers();
    }

    /// <summary>Looks once more for records that later runs refer to.</summary>
    public void Satisfy()
    {
        JournalVerifier journal = new(run, ledger, new FindingLog());
        StreamScan.Read(store.Files, run.Journal, new LineSource(store.Files), new DamageLog(), (reader, _) => reader.Kind != LineKind.Record || journal.Take(reader, WriterOf(reader)));
    }

    private static string WriterOf(SegmentReader reader)
    {
        string file = Path.GetFileName(reader.Path);
        return file[..file.IndexOf('-', StringComparison.Ordinal)];
    }

    private void VerifySmallFiles()
    {
        RunInfo info = _info = RunFile.Read(store.Files, run);
        _hasEnded = info.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled && !RunLock.IsLive(store.Files, run);
        log.Try(run.MarksFile, () => MarksFile.Read(store.Files, run));
        log.Try(run.ManifestFile, () =>
        {
            // The digest is of the keys; the header is the rest.
            using (SegmentReader manifest = new(store.Files, run.ManifestFile, salt: 0, new DamageLog()))
            {
                if (manifest.Header is null) log.Add(FindingKind.DamagedLine, new Place(run.ManifestFile, 1, 0), "the header does not fit its checksum");
            }

            foreach (KeyId _ in ManifestFile.Keys(store.Files, run, info.Manifest)) cancellation.ThrowIfCancellationRequested();
        });
        log.Try(run.DataSetFolder, () =>
        {
            foreach (StoredDataSet data in DataSetFile.ReadAll(store.Files, run).Where(static data => data.Snapshot.IsKept))
            {
                ledger.ExpectObject(data.Snapshot.Content, data.Snapshot.Bytes, new(DataSetFile.PathOf(run, data.Number), 1, 0));
            }
        });
    }

    // Evaluations that the run had when its status was written last, and of which there is no folder.
    private IEnumerable<StreamName> Missing() =>
        (_info?.Ends.Streams ?? []).Except(run.Streams().Select(static stream => stream.Name), StringComparer.Ordinal)
            .Select(name => new StreamName(run.Id.Text, name, Path.Combine(run.EvaluationsFolder, name)));

    private void VerifyEnds()
    {
        IEnumerable<string> notes = Directory.Exists(run.DataSetFolder) ? Directory.EnumerateFiles(run.DataSetFolder, "*.json").Order(StringComparer.Ordinal) : [];
        foreach (string path in notes.Prepend(run.MarksFile).Prepend(run.RunFile).Where(File.Exists))
        {
            log.Try(path, () =>
            {
                if (CheckedObject.EndsSpoilt(WholeFile.Read(store.Files, path))) log.Add(FindingKind.DamagedFile, path, "its checksum is spoilt");
            });
        }
    }

    private void VerifyCheckpoints()
    {
        CheckpointReader checkpoints = new(store, run);
        foreach (string name in checkpoints.Names())
        {
            foreach (int number in checkpoints.Numbers(name))
            {
                cancellation.ThrowIfCancellationRequested();
                string path = CheckpointFile.PathOf(run.Checkpoints(name), number);
                log.Try(path, () =>
                {
                    if (!CheckpointFile.TryRead(store.Files, run, name, path, number, out _, out DamagedLine? damage)) log.Add(FindingKind.DamagedFile, path, damage?.Reason ?? "it is no checkpoint");
                });
            }
        }
    }

    private void Scan(StreamName stream, Func<SegmentReader, string, bool> take)
    {
        List<SegmentName> segments = SegmentName.List(stream);
        foreach (SegmentName segment in segments) log.Try(segment.ListedPath, () => VerifySegment(segment));
        log.Segments += segments.Count;
        DamageLog damage = new();
        log.Try(stream.Folder, () =>
        {
            using LineSource lines = new(store.Files);
            StreamScan.Read(store.Files, stream, lines, damage, (reader, segment) =>
            {
                if ((++log.Lines & 1023) == 0) cancellation.ThrowIfCancellationRequested();
                return take(reader, lines.Segments[segment].Name.Writer);
            }, _info?.Ends);
        });
        log.Add(damage.ToReport(), _hasEnded);
    }

    // A segment in another's place is whole by itself: only its header and its name tell.
    private void VerifySegment(SegmentName segment)
    {
        using (SegmentReader reader = new(store.Files, segment, new DamageLog()))
        {
            if (reader.Header is { } header && header.Salt != segment.Salt) log.Add(FindingKind.WrongPlace, segment.ListedPath, "its header is that of a segment of another run, stream, writer or number");
        }

        if (!segment.IsSealed) return;
        if (SealedSegments.Compare(store.Files, segment, cancellation) is { } problem) log.Add(FindingKind.DamagedFile, segment.SealedPath, problem);
        if (File.Exists(segment.Path)) log.Add(FindingKind.LeftOver, segment.Path, "it is sealed too; the next session removes it");
    }

    // A journal that is gone whole, or whose last lines are, leaves no gap; the count that was written when the run ended does.
    private void CheckCount(int succeeded)
    {
        if (_hasEnded && _info!.Counts.Succeeded > succeeded) log.Add(FindingKind.MissingReference, run.RunFile, FormattableString.Invariant($"it counts {_info.Counts.Succeeded} generations that succeeded, and the journal has {succeeded}"));
    }

    private bool TakeScore(SegmentReader reader, string writer)
    {
        if (reader.Kind != LineKind.Score) return true;
        ReuseSources sources = new();
        if (!ScoreLine.TryRead(reader.Line, reader.Body, sources, out StoredScore score)) return false;
        // What a transform made is not the record: whether it is still that, the run says.
        ledger.Expect(score.Record, new(score.Generation, score.Transform is null ? score.Output : null, Place.Of(reader)));
        return true;
    }

    private void ListLeftOvers()
    {
        foreach (string path in Directory.EnumerateFiles(run.Folder, "*.tmp", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) log.Add(FindingKind.LeftOver, path, "it was never finished");
        if (!Directory.Exists(run.LostAndFound)) return;
        foreach (string path in Directory.EnumerateFiles(run.LostAndFound).Order(StringComparer.Ordinal)) log.Add(FindingKind.LeftOver, path, "it was set aside");
    }
}
