using System.Diagnostics.CodeAnalysis;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// Finds successes in the runs of an experiment, newest run first: in the catalog where it covers the journals, by a scan elsewhere, with the
/// same answers. What it finds is read by <see cref="RunReader.ReadRecord{TRecord}(in StoredGeneration)"/> of any reader of the experiment, and made part of a run by
/// <see cref="RunWriter.Reuse"/>. It knows what was there when it was asked first. May be used by several threads.
/// </summary>
public sealed class GenerationLookup : IDisposable
{
    /// <summary>What a scan reads in the time of one query: some 10 us, at some gigabytes a second.</summary>
    private const long BytesScannedPerQuery = 16 << 10;

    private readonly StoreContext _store;
    private readonly string _experiment;
    private readonly RunId? _except;
    private readonly int _expected;
    private readonly object _gate = new();
    private readonly List<FoundRecord> _candidates = [];
    private readonly LineSource _lines;
    private readonly Dictionary<string, int> _opened = [];
    private readonly Dictionary<RunId, RunReader> _readers = [];
    private RecordScan? _scanned;
    private CatalogReader? _catalog;

    internal GenerationLookup(StoreContext store, string experiment, RunId? except, int expected)
    {
        _expected = expected;
        _store = store;
        _experiment = experiment;
        _except = except;
        _lines = new(store.Files);
    }

    /// <summary>Whether the catalog answers for a part of the journals.</summary>
    internal bool UsesCatalog => _catalog is not null;

    /// <summary>Finds the record of a generation; false when no run has one.</summary>
    /// <exception cref="StoreException">A run can't be read.</exception>
    public bool TryFind(KeyId generation, out StoredGeneration found)
    {
        lock (_gate)
        {
            if (_scanned is null) Prepare();
            bool any = TryFindBest(generation, out FoundRecord best);
            found = any ? new(generation, succeeded: true, isReuse: true, attempts: 0, best.Reference, default) : default;
            return any;
        }
    }

    /// <summary>Finds the record of a generation and reads it; false when no run has one.</summary>
    /// <exception cref="StoreException">A run can't be read, or the record is of another type.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public bool TryRead<TRecord>(KeyId generation, [MaybeNullWhen(false)] out TRecord record)
        where TRecord : IExperimentRecord<TRecord>
    {
        lock (_gate)
        {
            if (_scanned is null) Prepare();
            record = default;
            if (!TryFindBest(generation, out FoundRecord best)) return false;
            using PooledLine line = _lines.Read(new LineLocation(IndexOf(best.Segment), best.Offset, best.Length));
            ReadOnlySpan<byte> json = RecordLine.Json(line.Span, out string schemaId);
            if (schemaId != TRecord.Schema.Id) throw new StoreException(Problem.BadState, $"The record at byte {best.Offset} of '{best.Segment.Name.FoundPath}' is a '{schemaId}', not a '{TRecord.Schema.Id}'; read it with the type that wrote it.", best.Segment.Name.FoundPath, offset: best.Offset);
            record = Json.Read<TRecord>(json, new RunTexts(() => TextsOf(best.Reference.Run)));
            return true;
        }
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (RunReader reader in _readers.Values) reader.Dispose();
            _readers.Clear();
            _lines.Dispose();
            _catalog?.Dispose();
            _catalog = null;
        }
    }

    private bool TryFindBest(KeyId generation, out FoundRecord best)
    {
        _candidates.Clear();
        FindInCatalog(generation);
        if (_scanned!.TryFind(generation, out FoundRecord scanned)) _candidates.Add(scanned);
        best = default;
        for (int i = 0; i < _candidates.Count; i++)
        {
            if (i == 0 || FoundRecord.Compare(_candidates[i], best) > 0) best = _candidates[i];
        }

        return _candidates.Count > 0;
    }

    private int IndexOf(SegmentInfo segment)
    {
        if (_opened.TryGetValue(segment.Name.Path, out int index)) return index;
        return _opened[segment.Name.Path] = _lines.Add(segment);
    }

    // The texts of a run that records refer to: its journal is read when the first is asked for.
    private SharedContent TextsOf(RunId run)
    {
        if (!_readers.TryGetValue(run, out RunReader? reader)) _readers.Add(run, reader = RunReader.Open(_store, _store.Run(_experiment, run)));
        return reader.Shared;
    }

    private void FindInCatalog(KeyId generation)
    {
        try
        {
            _catalog?.Find(generation, _candidates);
        }
        catch (CatalogException error)
        {
            _candidates.Clear();
            GiveUpCatalog(error);
            Scan(Segments());
        }
    }

    private void Prepare()
    {
        List<SegmentName> segments = Segments();
        long worthAQuery = Math.Max(_store.Options.ScanBelow, (_expected - 1L) * BytesScannedPerQuery);
        if (segments.Sum(LengthOf) >= worthAQuery && _store.UsesSqlite) OpenCatalog();
        // A segment that is shorter than what the catalog knows was cut or replaced: no row of it can be trusted.
        if (_catalog is not null && segments.Any(segment => _catalog.Lengths.GetValueOrDefault(segment.Path) > LengthOf(segment)))
        {
            GiveUpCatalog(new(SQLitePCL.raw.SQLITE_CORRUPT, "it covers more than the journals hold"));
        }

        Scan(segments);
    }

    private void OpenCatalog()
    {
        try
        {
            _catalog = CatalogReader.TryOpen(_store, _experiment, _except);
        }
        catch (CatalogException error)
        {
            GiveUpCatalog(error);
        }
    }

    private void GiveUpCatalog(CatalogException error)
    {
        _catalog?.Dispose();
        _catalog = null;
        if (error.IsCorrupt) _store.IsCatalogWrong = true;
        _store.Notices.Add($"The catalog of '{_store.Folder}' can't be used ({error.Message.TrimEnd('.')}); look-ups scan the journals instead, with the same answers.");
    }

    private void Scan(List<SegmentName> segments)
    {
        RecordScan scan = new(_store.Files);
        foreach (SegmentName segment in segments)
        {
            long indexed = _catalog?.Lengths.GetValueOrDefault(segment.Path) ?? 0;
            if (LengthOf(segment) > indexed) scan.Read(segment, indexed);
        }

        _scanned = scan;
    }

    private List<SegmentName> Segments() =>
        [.. _store.Runs(_experiment).Where(run => run.Id != _except).SelectMany(run => SegmentName.List(run.Journal))];

    private long LengthOf(SegmentName segment) => SystemErrors.Read(segment.ListedPath, () => SegmentContent.LengthOf(_store.Files, segment));

    private sealed class RunTexts(Func<SharedContent> open) : ISharedContentSource
    {
        public string? FindText(KeyId id) => open().FindText(id);
    }
}
