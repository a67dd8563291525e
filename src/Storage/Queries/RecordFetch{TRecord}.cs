using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Queries;

/// <summary>Reads the records of a query from their lines, and finds them by reading all where nothing else does.</summary>
internal sealed class RecordFetch<TRecord>(StoreContext store, List<RunFolder> runs, Condition<TRecord>? condition, Column<TRecord>? order) : IDisposable
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly LineSource _lines = new(store.Files);
    private readonly Dictionary<string, int> _segments = [];
    private readonly Dictionary<int, RunReader> _readers = [];
    private readonly HashSet<int> _scanned = [];

    /// <summary>The runs that are asked, by experiment and age.</summary>
    public IReadOnlyList<RunFolder> Runs => runs;

    /// <summary>Reads what a candidate names; false when that is not what is asked for, which only a catalog can be wrong about.</summary>
    /// <exception cref="StoreException">The line is damaged.</exception>
    public bool TryRead(in Candidate candidate, out QueriedRecord<TRecord> found)
    {
        found = default;
        if (!TryRead(candidate, out RecordEnvelope envelope, out TRecord? record)) return false;
        // What a scan found was judged then.
        if (!_scanned.Contains(candidate.Run) && (!Meets(record!) || (order is not null && order.Read(record!) != candidate.Order))) return false;
        RunFolder run = runs[candidate.Run];
        found = new(run.Experiment, new(run.Id, candidate.Segment.Name.Writer, candidate.Sequence), envelope, record!);
        return true;
    }

    /// <summary>Adds the candidate when its record meets the condition; false when its line is no such record's.</summary>
    /// <exception cref="StoreException">The line is damaged.</exception>
    public bool TryJudge(in Candidate candidate, List<Candidate> found)
    {
        if (!TryRead(candidate, out _, out TRecord? record)) return false;
        if (Meets(record!)) found.Add(candidate with { Order = order?.Read(record!) ?? ColumnValue.Null });
        return true;
    }

    /// <summary>Adds what a run has, by reading all of it.</summary>
    /// <exception cref="StoreException">The run can't be read, or a line is damaged.</exception>
    public void Scan(int run, List<Candidate> found)
    {
        RunIndex index = Reader(run).Index;
        _scanned.Add(run);
        for (int i = 0; i < index.Count; i++)
        {
            StoredGeneration generation = index[i];
            if (!generation.Succeeded || generation.IsReuse) continue;
            LineLocation location = generation.Location;
            TryJudge(new(run, index.Lines.Segments[location.Segment], location.Offset, location.Length, generation.Reference.Sequence, default), found);
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        foreach (RunReader reader in _readers.Values) reader.Dispose();
    }

    private bool Meets(TRecord record) => condition is null || condition.Matches(record);

    private bool TryRead(in Candidate candidate, out RecordEnvelope envelope, out TRecord? record)
    {
        try
        {
            return TryDecode(candidate, out envelope, out record);
        }
        catch (StoreException error) when (error.Problem == Problem.Damaged && !_scanned.Contains(candidate.Run))
        {
            // There is no such line where the catalog says: a scan tells whether it is the line that is damaged.
            envelope = default;
            record = default;
            return false;
        }
    }

    private bool TryDecode(in Candidate candidate, out RecordEnvelope envelope, out TRecord? record)
    {
        record = default;
        int run = candidate.Run;
        using PooledLine line = _lines.Read(new LineLocation(IndexOf(candidate.Segment), candidate.Offset, candidate.Length));
        envelope = default;
        if (!Line.TryOpen(line.Span, out LineKind kind, out long sequence, out _, out int body) || kind != LineKind.Record || sequence != candidate.Sequence) return false;
        if (!RecordLine.TryReadEnvelope(line.Span, body, out envelope)) return false;
        ReadOnlySpan<byte> json = RecordLine.Json(line.Span, out string schemaId);
        if (json.IsEmpty || schemaId != TRecord.Schema.Id) return false;
        record = Json.Read<TRecord>(json, new Texts(() => Reader(run).Shared));
        return true;
    }

    private int IndexOf(SegmentInfo segment)
    {
        if (_segments.TryGetValue(segment.Name.Path, out int index)) return index;
        return _segments[segment.Name.Path] = _lines.Add(segment);
    }

    private RunReader Reader(int run)
    {
        if (!_readers.TryGetValue(run, out RunReader? reader)) _readers.Add(run, reader = RunReader.Open(store, runs[run]));
        return reader;
    }

    // A run is read for its texts only when a record refers to one.
    private sealed class Texts(Func<SharedContent> open) : ISharedContentSource
    {
        public string? FindText(KeyId id) => open().FindText(id);
    }
}
