using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// What the transforms of a run made of its records, as it was when the reader was opened. Of several lines of one transform and one generation
/// the one of the highest epoch, then writer, then sequence counts. May be used by several threads.
/// </summary>
public sealed class TransformReader : IDisposable
{
    private readonly LineSource _lines;
    private readonly TransformTable _table;
    private readonly SpillFile? _owned;

    /// <param name="lines">The lines of the run.</param>
    /// <param name="table">Where the transforms' are.</param>
    /// <param name="shared">The shared texts.</param>
    /// <param name="owned">What the table waits in, when this reader owns it and the lines; null when a run's reader does.</param>
    internal TransformReader(LineSource lines, TransformTable table, SharedContent shared, SpillFile? owned = null) =>
        (_lines, _table, Shared, _owned) = (lines, table, shared, owned);

    /// <summary>The shared texts that outputs refer to.</summary>
    public SharedContent Shared { get; }

    /// <summary>The transforms that have lines, by the ids of their identities.</summary>
    public IReadOnlyCollection<KeyId> Transforms => _table.Transforms;

    /// <summary>Of how many generations a transform has a line.</summary>
    public int Count(KeyId transform) => _table.Count(transform);

    /// <summary>What was used up by tries of a transform that came to an end, replaced ones too.</summary>
    public UsageTotal Used(KeyId transform) => _table.Used(transform, isLost: false);

    /// <summary>What was used up by tries of a transform that failed.</summary>
    public UsageTotal Lost(KeyId transform) => _table.Used(transform, isLost: true);

    /// <summary>What is in memory of what a transform made of a generation; false when it has no line.</summary>
    public bool TryPeek(KeyId generation, KeyId transform, out TransformSummary summary)
    {
        bool found = _table.TryGet(generation, transform, out TransformHead head);
        summary = found ? Summary(head) : default;
        return found;
    }

    /// <summary>Whether a transform has done with this record of a generation, with or without an output. A failure is not done.</summary>
    public bool IsCurrent(KeyId generation, KeyId transform, in RecordReference record) =>
        TryPeek(generation, transform, out TransformSummary summary) && summary.Outcome != TransformOutcome.Failed && summary.Record == record;

    /// <summary>What a transform made of a generation; null when it has no line.</summary>
    /// <exception cref="StoreException">The line is damaged since the reader was opened.</exception>
    public StoredTransform? Find(KeyId generation, KeyId transform) => _table.TryGet(generation, transform, out TransformHead head) ? Read(head) : null;

    /// <summary>What a transform made of an input, of whatever generation that is; null when it has no line, or failures only.</summary>
    /// <exception cref="StoreException">The line is damaged since the reader was opened.</exception>
    public StoredTransform? FindByInput(KeyId transform, KeyId input) => _table.TryGetByInput(transform, input, out TransformHead head) ? Read(head) : null;

    /// <summary>Reads the output that a transform made of a generation.</summary>
    /// <exception cref="StoreException">There is none, it is of another type, or its line is damaged.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public TOutput Read<TOutput>(KeyId generation, KeyId transform)
        where TOutput : IExperimentRecord<TOutput>
    {
        if (!_table.TryGet(generation, transform, out TransformHead head) || head.Outcome != TransformOutcome.Output)
        {
            throw new StoreException(Problem.NotFound, $"The transform {transform} has no output of the generation {generation}; ask for its outcome first.");
        }

        using PooledLine line = Open(head, out TransformLine read);
        string schema = Encoding.UTF8.GetString(read.SchemaOf(line.Span));
        if (schema == TOutput.Schema.Id) return Json.Read<TOutput>(line.Span[read.Value..^Line.SuffixLength], Shared);
        SegmentInfo segment = _lines.Segments[head.Location.Segment];
        throw new StoreException(Problem.BadState, $"The output at byte {head.Location.Offset} of '{segment.Name.FoundPath}' is a '{schema}', not a '{TOutput.Schema.Id}'; read it with the type that wrote it.", segment.Name.FoundPath, offset: head.Location.Offset);
    }

    /// <summary>Closes the files, unless a run's reader owns them.</summary>
    public void Dispose()
    {
        if (_owned is null) return;
        _lines.Dispose();
        _owned.Dispose();
    }

    internal static TransformReader Open(FileOperations files, StreamName journal)
    {
        LineSource lines = new(files);
        SpillFile spill = new(files);
        TransformTable table = new(generations: null, spill);
        LocationTable shared = new(spill);
        try
        {
            StreamScan.Read(files, journal, lines, new DamageLog(), (reader, segment) => Take(reader, segment, table, shared));
        }
        catch
        {
            lines.Dispose();
            spill.Dispose();
            throw;
        }

        return new(lines, table, new(lines, shared), spill);
    }

    private static bool Take(SegmentReader reader, int segment, TransformTable table, LocationTable shared)
    {
        if (reader.Kind == LineKind.Transform) return TransformLine.TryRead(reader.Line, reader.Body, out TransformLine read) && table.Take(read, reader, segment);
        if (reader.Kind is not (LineKind.Text or LineKind.Template)) return true;
        if (!SharedLines.TryId(reader.Line, reader.Body, out KeyId id)) return false;
        shared.Set(id, new(segment, reader.Offset, reader.Line.Length));
        return true;
    }

    private TransformSummary Summary(in TransformHead head) => new(_table.RecordOf(head), head.Input, head.Output, head.Outcome);

    private StoredTransform Read(in TransformHead head)
    {
        using PooledLine pooled = Open(head, out TransformLine read);
        ReadOnlySpan<byte> line = pooled.Span;
        JsonSpanReader time = new(read.TimeOf(line));
        TransformEnvelope envelope = new(read.Generation, _table.RecordOf(head), read.Transform, read.Input, Encoding.UTF8.GetString(read.NameOf(line)), time.ReadDateTimeOffset()) { Usage = read.Usage, Elapsed = read.Elapsed };
        byte[] json = read.Outcome == TransformOutcome.Output ? line[read.Value..^Line.SuffixLength].ToArray() : [];
        return new(envelope, read.Output, json, TransformLine.Reason(line, read), TransformLine.Error(line, read));
    }

    private PooledLine Open(in TransformHead head, out TransformLine read)
    {
        PooledLine line = _lines.Read(head.Location);
        if (Line.TryOpen(line.Span, out LineKind kind, out _, out _, out int body) && kind == LineKind.Transform && TransformLine.TryRead(line.Span, body, out read)) return line;
        line.Dispose();
        throw LineSource.Damaged(_lines.Segments[head.Location.Segment], head.Location, "is no transform's");
    }
}
