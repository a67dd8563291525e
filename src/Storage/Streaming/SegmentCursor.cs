using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>Reads segments one after the other and stops at some of their lines.</summary>
internal abstract class SegmentCursor(FileOperations files, RunId run, IReadOnlyList<SegmentName> segments, DamageLog damage) : RecordCursor
{
    private SegmentReader? _reader;

    public override ReadOnlySpan<byte> Line => _reader!.Line;

    public override int Body => _reader!.Body;

    public override RecordReference Reference => new(run, segments[Segment].Writer, _reader!.Sequence);

    /// <summary>The index of the segment that is read.</summary>
    protected int Segment { get; private set; } = -1;

    protected DamageLog Damage => damage;

    public override bool Next()
    {
        while (true)
        {
            while (_reader is not null && _reader.Next())
            {
                if (Takes(_reader)) return true;
            }

            if (!NextSegment()) return false;
        }
    }

    public override StoreException Refuse(string what) => Refused(_reader!.Path, _reader.Offset, what);

    /// <summary>Whether to stop at a line.</summary>
    protected abstract bool Takes(SegmentReader reader);

    /// <summary>Notes a line whose members are not those of its kind.</summary>
    protected void Doubt(SegmentReader reader) => damage.Add(new(reader.Path, reader.LineNumber, reader.Offset, reader.Line.Length, "the line's members are not those of its kind"));

    /// <summary>Begins a segment.</summary>
    protected virtual void Begin(SegmentReader reader, SegmentName name)
    {
    }

    protected override void Dispose(bool disposing) => _reader?.Dispose();

    private bool NextSegment()
    {
        _reader?.Dispose();
        _reader = null;
        if (Segment + 1 >= segments.Count) return false;
        Segment++;
        _reader = new(files, segments[Segment], damage);
        Begin(_reader, segments[Segment]);
        return true;
    }
}
