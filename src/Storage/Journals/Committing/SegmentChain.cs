using System.Diagnostics.CodeAnalysis;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Journals.Committing;

/// <summary>
/// The segments of one writer, one after the other; the file of one is created by its first batch. One thread writes at a time, and what moves
/// on or says how long a segment is happens on the writing thread.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="first">The name of the first segment.</param>
/// <param name="settings">The writer's.</param>
internal sealed class SegmentChain(FileOperations files, SegmentName first, JournalSettings settings) : IDisposable
{
    private SegmentFile? _segment;

    /// <summary>The segment that is written to, or is to be.</summary>
    public SegmentName Name { get; private set; } = first;

    /// <summary>The salt of that segment.</summary>
    public uint Salt { get; private set; } = first.Salt;

    /// <summary>How far lines of the segment were acknowledged. What follows on a full disk may be cut.</summary>
    public long AcknowledgedEnd { get; set; }

    /// <summary>Whether the segment is there.</summary>
    public bool IsOpen => _segment is not null;

    /// <summary>Whether the next batch belongs into another segment.</summary>
    public bool IsLong => _segment is not null && _segment.End >= settings.SegmentBytes;

    /// <summary>Writes a batch; what is thrown is judged by the writing thread, and given to those who wait.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="flushed">The last number that is on the device.</param>
    [SuppressMessage("Design", "CA1031", Justification = "It is judged by the writing thread, and given to those who wait.")]
    public Exception? TryWrite(Batch batch, long flushed)
    {
        try
        {
            Write(_segment ?? Open(flushed), batch, flushed);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    /// <summary>Flushes what was written; what is thrown is judged by the writing thread, and given to those who wait.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "It is judged by the writing thread, and given to those who wait.")]
    public Exception? TryFlush()
    {
        try
        {
            _segment!.Flush();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    /// <summary>Writes batches into a segment of their own, whatever became of the one before, and flushes them where that is asked for.</summary>
    public void WriteElsewhere(IEnumerable<Batch> batches, long flushed)
    {
        SegmentFile segment = Open(flushed);
        foreach (Batch batch in batches) Write(segment, batch, flushed);
        if (settings.Durability != Durability.None) segment.Flush();
    }

    /// <summary>Says that everything written was acknowledged.</summary>
    public void AcknowledgeAll() => AcknowledgedEnd = _segment!.End;

    /// <summary>Cuts what was not acknowledged.</summary>
    public void Cut() => _segment!.CutTo(AcknowledgedEnd);

    /// <summary>Closes the segment, which is whole, so that it may be sealed.</summary>
    public void Complete()
    {
        if (_segment is not { } segment) return;
        Abandon();
        settings.Complete(segment.Name);
    }

    /// <summary>Closes the segment, whole or not.</summary>
    public void Abandon()
    {
        _segment?.Dispose();
        _segment = null;
    }

    public void Dispose() => Abandon();

    /// <summary>What is written from now on belongs into the next segment. The caller holds the writer's lock.</summary>
    public void MoveOn()
    {
        Name = Name.Next;
        Salt = Name.Salt;
    }

    private SegmentFile Open(long flushed)
    {
        _segment = new(files, Name, settings.Durability);
        AcknowledgedEnd = 0;
        _segment.Begin(settings, flushed);
        AcknowledgedEnd = _segment.End;
        return _segment;
    }

    private void Write(SegmentFile segment, Batch batch, long flushed)
    {
        batch.Prepare(settings.Durability == Durability.None ? 0 : flushed, segment.Salt);
        segment.Write(batch.Lines);
        batch.EndInSegment = segment.End;
    }
}
