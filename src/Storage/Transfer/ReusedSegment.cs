using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Transfer;

/// <summary>A segment of lines that were another run's: records with what they need before them, each with a number of its own.</summary>
internal sealed class ReusedSegment
{
    private readonly RunReader _from;
    private readonly HashSet<KeyId> _written = [];

    /// <param name="name">The segment.</param>
    /// <param name="from">The run that the lines are taken from.</param>
    /// <param name="last">The last number before.</param>
    /// <param name="created">What the header says: the same call gives the same bytes.</param>
    public ReusedSegment(SegmentName name, RunReader from, long last, DateTimeOffset created)
    {
        (Name, _from, Last) = (name, from, last);
        SegmentHeader? newest = from.SegmentNames().Count == 0 ? null : HeaderOf(from.Files, from.SegmentNames()[^1]);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        SegmentHeader.WriteBody(ref body, name, StreamScan.EpochOf(name.Writer), Durability.Flush, created, HeaderExtra.Of(newest?.Schemas ?? default, evaluation: null));
        Lines.Add(ToLine(LineKind.Header, last, body.Written, salt: 0));
        body.Return();
    }

    public SegmentName Name { get; }

    /// <summary>The lines with their line feeds, the header first.</summary>
    public List<byte[]> Lines { get; } = [];

    /// <summary>The last number.</summary>
    public long Last { get; private set; }

    /// <summary>Adds a record and what it refers to.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StoreException">A line is not there or damaged.</exception>
    public long Add(RunReader into, in StoredGeneration generation)
    {
        LineLocation location = _from.Locate(generation.Key, generation.Reference);
        using PooledLine record = _from.Index.Lines.Read(location);
        Line.TryOpen(record.Span, out _, out _, out _, out int body);
        if (RecordLine.TryReadEnvelope(record.Span, body, out RecordEnvelope envelope))
        {
            AddVariant(envelope.Variant);
            // A newer version that the run has of its own counts before this one.
            if (!into.Index.Tasks.TryGet(envelope.Task, out _)) AddTask(envelope.Task);
        }

        Copy(record.Span);
        return Last;
    }

    /// <summary>Adds measurements, events and artifacts of generations.</summary>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public void AddSideLines(FileOperations files, RunFolder from, HashSet<KeyId> generations)
    {
        foreach (SegmentName segment in SegmentName.List(from.Journal))
        {
            using SegmentReader reader = new(files, segment, new DamageLog());
            while (reader.Next())
            {
                int at = reader.Body;
                if (reader.Kind is LineKind.Measurement or LineKind.Event or LineKind.Artifact && LineMembers.TryGeneration(reader.Line, ref at, out KeyId? key) && key is { } of && generations.Contains(of)) Copy(reader.Line);
            }
        }
    }

    private static SegmentHeader? HeaderOf(FileOperations files, SegmentName segment)
    {
        using SegmentReader reader = new(files, segment, new DamageLog());
        return reader.Header;
    }

    private void AddVariant(KeyId key)
    {
        if (!_written.Add(key)) return;
        foreach (LineLocation location in _from.Index.Variants)
        {
            using PooledLine line = _from.Index.Lines.Read(location);
            Line.TryOpen(line.Span, out _, out _, out _, out int body);
            if (SharedLines.TryKeyed(line.Span, body, out KeyId variant, out _) && variant == key) Copy(line.Span);
        }
    }

    private void AddTask(KeyId key)
    {
        if (_written.Add(key) && _from.Index.Tasks.TryGet(key, out LineLocation location)) CopyAt(location);
    }

    private void CopyAt(LineLocation location)
    {
        using PooledLine line = _from.Index.Lines.Read(location);
        Copy(line.Span);
    }

    // What a line refers to comes before it.
    private void Copy(ReadOnlySpan<byte> line)
    {
        SharedReferences references = new();
        references.Find(line, default);
        foreach (KeyId id in references.Wanted)
        {
            if (_written.Add(id) && _from.Index.Shared.TryGet(id, out LineLocation location)) CopyAt(location);
        }

        Line.TryOpen(line, out LineKind kind, out _, out _, out int body);
        Lines.Add(ToLine(kind, ++Last, line[body..^Line.SuffixLength], Name.Salt));
    }

    private static byte[] ToLine(LineKind kind, long sequence, ReadOnlySpan<byte> body, uint salt)
    {
        byte[] line = new byte[Line.Bound(body.Length)];
        return line[..Line.Write(line, kind, sequence, body, salt)];
    }
}
