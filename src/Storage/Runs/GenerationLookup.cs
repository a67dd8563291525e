using System.Diagnostics.CodeAnalysis;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Erasure;
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
    private readonly bool _notesTasks;
    private readonly object _gate = new();
    private readonly List<FoundRecord> _candidates = [];
    private readonly LineSource _lines;
    private readonly Dictionary<string, int> _opened = [];
    private readonly Dictionary<RunId, RunReader> _readers = [];
    private RunScans? _scanned;
    private ErasedWork? _erased;
    private CatalogReader? _catalog;
    private bool _disposed;

    /// <param name="store">The store.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="except">The run that asks; null for none.</param>
    /// <param name="expected">About how many will be looked up.</param>
    /// <param name="notesTasks">Whether records are taken over, for which <see cref="ContentOf"/> is asked as often.</param>
    internal GenerationLookup(StoreContext store, string experiment, RunId? except, int expected, bool notesTasks = false)
    {
        _notesTasks = notesTasks;
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
            bool any = TryLocate(generation, out FoundRecord best);
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
            if (!TryFetch(generation, out FoundRecord best, out PooledLine line)) return false;
            using PooledLine fetched = line;
            ReadOnlySpan<byte> json = RecordLine.Json(line.Span, out string schemaId);
            if (schemaId != TRecord.Schema.Id) throw new StoreException(Problem.BadState, $"The record at byte {best.Offset} of '{best.Segment.Name.FoundPath}' is a '{schemaId}', not a '{TRecord.Schema.Id}'; read it with the type that wrote it.", best.Segment.Name.FoundPath, offset: best.Offset);
            record = Json.Read<TRecord>(json, new RunTexts(() => TextsOf(best.Reference.Run)));
            return true;
        }
    }

    /// <summary>The content of the newest version of a task that another run holds; null when it holds none.</summary>
    /// <param name="task">The key of the task.</param>
    /// <param name="run">A run in which a record was found.</param>
    /// <exception cref="StoreException">The run can't be read.</exception>
    public TaskContent? ContentOf(KeyId task, RunId run)
    {
        lock (_gate)
        {
            if (_scanned is null) Prepare();
            return _notesTasks && _scanned!.WholeOf(run) is { } scan ? scan.ContentOf(task) : ReaderOf(run).ContentOf(task, source: null);
        }
    }

    /// <summary>Begins to read on another thread, for a caller who is sure to ask and has something else to do first.</summary>
    internal void Begin() => _ = Task.Run(() =>
    {
        lock (_gate)
        {
            try
            {
                if (_scanned is null && !_disposed) Prepare();
            }
            catch (StoreException)
            {
                // Nothing is prepared, so that whoever asks first tries again and meets the same.
            }
        }
    });

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (RunReader reader in _readers.Values) reader.Dispose();
            _readers.Clear();
            _lines.Dispose();
            _scanned?.Dispose();
            _catalog?.Dispose();
            _catalog = null;
        }
    }

    // What a scan found was checked a moment ago; what the catalog says may be a lie, and must not be made durable.
    private bool TryLocate(KeyId generation, out FoundRecord best)
    {
        best = default;
        // An erasure that was killed has left lines.
        if (_erased!.Find(generation) is not null) return false;
        while (TryPick(generation, out best, out bool isIndexed))
        {
            if (!isIndexed) return true;
            if (!TryOpen(generation, best, out PooledLine line)) continue;
            line.Dispose();
            return true;
        }

        return false;
    }

    private bool TryFetch(KeyId generation, out FoundRecord best, out PooledLine line)
    {
        best = default;
        line = default;
        if (_erased!.Find(generation) is not null) return false;
        while (TryPick(generation, out best, out bool isIndexed))
        {
            if (!isIndexed)
            {
                line = Open(best);
                return true;
            }

            if (TryOpen(generation, best, out line)) return true;
        }

        return false;
    }

    private bool TryPick(KeyId generation, out FoundRecord best, out bool isIndexed)
    {
        _candidates.Clear();
        FindInCatalog(generation);
        int indexed = _candidates.Count;
        if (_scanned!.TryFind(generation, out FoundRecord scanned)) _candidates.Add(scanned);
        int winner = 0;
        for (int i = 1; i < _candidates.Count; i++)
        {
            if (FoundRecord.Compare(_candidates[i], _candidates[winner]) > 0) winner = i;
        }

        best = _candidates.Count > 0 ? _candidates[winner] : default;
        isIndexed = winner < indexed;
        return _candidates.Count > 0;
    }

    // False when the line is not what the catalog says: then it is not asked again.
    private bool TryOpen(KeyId generation, FoundRecord record, out PooledLine line)
    {
        line = default;
        try
        {
            line = Open(record);
            if (Holds(line.Span, generation, record.Sequence)) return true;
            line.Dispose();
        }
        catch (StoreException)
        {
            // A scan tells whether it is the line that is damaged.
        }

        GiveUpCatalog(CatalogReader.Wrong());
        Scan(Segments());
        return false;
    }

    private PooledLine Open(FoundRecord record) => _lines.Read(new LineLocation(IndexOf(record.Segment), record.Offset, record.Length));

    private static bool Holds(ReadOnlySpan<byte> line, KeyId generation, long sequence) =>
        Line.TryOpen(line, out LineKind kind, out long stored, out _, out int body) && kind == LineKind.Record && stored == sequence
        && RecordLine.TryIndex(line, body, out KeyId actual, out _, out bool succeeded) && actual == generation && succeeded;

    private int IndexOf(SegmentInfo segment)
    {
        if (_opened.TryGetValue(segment.Name.Path, out int index)) return index;
        return _opened[segment.Name.Path] = _lines.Add(segment);
    }

    // The texts of a run that records refer to: its journal is read when the first is asked for.
    private SharedContent TextsOf(RunId run) => ReaderOf(run).Shared;

    private RunReader ReaderOf(RunId run)
    {
        if (!_readers.TryGetValue(run, out RunReader? reader)) _readers.Add(run, reader = RunReader.Open(_store, _store.Run(_experiment, run)));
        return reader;
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
        _erased = new(_store, _experiment);
        List<(SegmentName Name, long Length)> segments = Segments();
        long worthAQuery = Math.Max(_store.Options.ScanBelow, (_expected - 1L) * BytesScannedPerQuery);
        if (TotalOf(segments) >= worthAQuery && _store.UsesSqlite) OpenCatalog();
        // A segment that is shorter than what the catalog knows was cut or replaced: no row of it can be trusted.
        if (_catalog is not null && !Fits(_catalog, segments)) GiveUpCatalog(new(SQLitePCL.raw.SQLITE_CORRUPT, "it covers more than the journals hold"));
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

    private static long TotalOf(List<(SegmentName Name, long Length)> segments)
    {
        long total = 0;
        foreach ((_, long length) in segments) total += length;
        return total;
    }

    // A segment may have grown, and have been indexed, since its length was asked for.
    private bool Fits(CatalogReader catalog, List<(SegmentName Name, long Length)> segments)
    {
        foreach ((SegmentName name, long length) in segments)
        {
            if (catalog.Lengths.GetValueOrDefault(name.Path) is var indexed && indexed > length && indexed > LengthOf(name)) return false;
        }

        return true;
    }

    private void Scan(List<(SegmentName Name, long Length)> segments)
    {
        List<ScannedRun> runs = [];
        foreach ((SegmentName name, long length) in segments)
        {
            RunId run = RunId.Parse(name.Stream.Run);
            if (runs is not [.., { } last] || last.Run != run) runs.Add(last = new(run));
            last.Add(name, _catalog?.Lengths.GetValueOrDefault(name.Path) ?? 0, length);
        }

        _scanned?.Dispose();
        _scanned = RunScans.Read(_store.Files, runs, _notesTasks);
    }

    // The length of each is asked for once: of a hundred runs that is a hundred calls of the system.
    private List<(SegmentName Name, long Length)> Segments()
    {
        List<(SegmentName Name, long Length)> segments = [];
        foreach (RunFolder run in _store.Runs(_experiment))
        {
            if (run.Id == _except) continue;
            foreach (SegmentName name in SegmentName.List(run.Journal)) segments.Add((name, LengthOf(name)));
        }

        return segments;
    }

    private long LengthOf(SegmentName segment) => SystemErrors.Read(segment.ListedPath, () => SegmentContent.LengthOf(_store.Files, segment));

    private sealed class RunTexts(Func<SharedContent> open) : ISharedContentSource
    {
        public string? FindText(KeyId id) => open().FindText(id);
    }
}
