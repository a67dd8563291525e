using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Repairs one run: first the journal, then what refers to it, then the small files, and run.json last. Each file is good before or after, and what is set aside is durable before
/// its place is taken, so that whoever is stopped loses nothing and the next call goes on.
/// </summary>
internal sealed class RunRepairer(StoreContext store, RunFolder run, CancellationToken cancellation)
{
    private readonly RecordPlaces _places = new(store, run.Experiment);
    private SafeFileHandle? _catalog;

    /// <summary>What would be done. Takes no lock.</summary>
    /// <exception cref="StoreException">A file can't be read.</exception>
    public IReadOnlyList<RepairAction> Plan() => Repair(new RepairLog(store, run, isDry: true));

    /// <summary>Does it.</summary>
    /// <exception cref="StoreException">Somebody works on the run (<see cref="Problem.Busy"/>); a file can't be read or written.</exception>
    public IReadOnlyList<RepairAction> Run()
    {
        using ExperimentLocks locks = ExperimentLocks.TakeRun(store, run);
        locks.TakeWriters(run);
        try
        {
            return Repair(new RepairLog(store, run, isDry: false));
        }
        finally
        {
            _catalog?.Dispose();
            if (_catalog is not null) new CatalogWriter(store).Update(anew: false);
        }
    }

    private IReadOnlyList<RepairAction> Repair(RepairLog log)
    {
        RunFileRepairer file = new(store, run, _places, log);
        RunInfo? info = file.Read();
        if (!log.IsDry) TornTails.Cut(store.Files, run, info?.Ends);
        FindingLog findings = new();
        JournalVerifier journal = new(run, new ReferenceLedger(), findings);
        RunEnds ends = info?.Ends ?? RunEnds.None;
        Repair(log, run.Journal, ends, (reader, writer) => IsUseful(journal, reader, writer));
        foreach (StreamName stream in run.Streams().Skip(1).ToArray()) Repair(log, stream, ends, IsUseful);
        journal.Finish();
        foreach (Finding finding in findings.ToReport().Findings) log.GiveUp(finding.File, $"Line {finding.Line} at byte {finding.Offset} is of no use: {finding.Message}; it stays, and another copy of the store may have what is missing.");
        new SmallFileRepairer(store, run, log).Repair();
        file.Repair(info, new ManifestRepairer(store, run, _places, log).Repair(info?.Manifest));
        return log.Actions;
    }

    private void Repair(RepairLog log, StreamName stream, RunEnds ends, Func<SegmentReader, string, bool> isUseful) => new StreamRepairer(store, log, stream, ends, isUseful, Forget, cancellation).Repair();

    private void Forget() => _catalog ??= new CatalogWriter(store).Forget([run]);

    private bool IsUseful(JournalVerifier journal, SegmentReader reader, string writer) =>
        (reader.Kind is not (LineKind.Reuse or LineKind.Transform) || HasRecord(reader)) && Try(() => journal.Take(reader, writer));

    private bool IsUseful(SegmentReader reader, string writer) =>
        reader.Kind != LineKind.Score || (HasRecord(reader) && Try(() => ScoreLine.TryRead(reader.Line, reader.Body, new ReuseSources(), out _)));

    private bool HasRecord(SegmentReader reader) => ReuseLine.ReferenceOf(reader.Line, reader.Body) is { } reference && _places.Contains(reference);

    private static bool Try(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (ExperimentDataException)
        {
            return false;
        }
    }
}
