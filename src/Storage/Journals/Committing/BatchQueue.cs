using System.Diagnostics.CodeAnalysis;

namespace TrialKeep.Storage.Journals.Committing;

/// <summary>
/// Batches on their way to the device: one is filled, those that are full wait, one is written, the written ones wait for their flush. The
/// caller holds <see cref="Gate"/>, but where it is said otherwise.
/// </summary>
/// <param name="pending">The memory of the batches.</param>
/// <param name="segments">Where they go.</param>
/// <param name="durability">When a batch is acknowledged.</param>
internal sealed class BatchQueue(PendingBytes pending, SegmentChain segments, Durability durability)
{
    private readonly Queue<Batch> _full = new();
    private readonly Queue<Batch> _written = new();
    private Batch? _filling;
    private Batch? _failed;
    private Batch? _newest;
    private StoreException? _fault;
    private long _sequence;
    private long _flushed;
    private bool _isClosing;

    /// <summary>Guards the queue, and what its owners keep beside it.</summary>
    public object Gate { get; } = new();

    /// <summary>The number of the newest line. Needs no lock.</summary>
    public long Sequence => Volatile.Read(ref _sequence);

    /// <summary>The last number that is flushed, or written where no flush is asked for. Needs no lock.</summary>
    public long Flushed => Volatile.Read(ref _flushed);

    /// <summary>Whether nothing more is to be appended. Needs no lock.</summary>
    public bool IsClosing => Volatile.Read(ref _isClosing);

    /// <summary>Whether appending has ended by a failure.</summary>
    public bool HasFault => _fault is not null;

    /// <summary>The batch that is written now.</summary>
    public Batch? Writing { get; private set; }

    /// <summary>What a write or a flush has failed of, until it is judged.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether the written batches are being flushed.</summary>
    public bool IsFlushing { get; private set; }

    /// <summary>The bytes of lines that wait to be written.</summary>
    public long Unwritten { get; private set; }

    /// <summary>The bytes of lines that are written and wait for their flush.</summary>
    public long Unflushed { get; private set; }

    public bool HasUnwritten => _full.Count > 0 || _filling is { IsEmpty: false };

    /// <summary>Whether the device has yet to take up what was appended.</summary>
    public bool IsBehind => Unwritten > 0 || Writing is not null || IsFlushing;

    /// <summary>How many batches are written and wait for their flush.</summary>
    public int WrittenCount => _written.Count;

    /// <summary>The first number that is written and waits for its flush; there is one.</summary>
    public long FirstWritten => _written.Peek().FirstSequence;

    /// <exception cref="StoreException">An earlier append could not be made durable.</exception>
    public void DemandGood()
    {
        if (_fault is not null) throw Again(_fault);
    }

    /// <exception cref="StoreException">An earlier append could not be made durable.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public void DemandUsable()
    {
        DemandGood();
        ObjectDisposedException.ThrowIf(_isClosing, typeof(JournalWriter));
    }

    /// <summary>Gives a line its number and its place in the batch that is filled; false when there is no room.</summary>
    public bool TryReserve(LineKind kind, int body, [NotNullWhen(true)] out Batch? batch, out int at, out long sequence)
    {
        sequence = _sequence + 1;
        int length = Line.Length(kind, sequence, body);
        batch = _filling;
        at = batch?.Reserve(length, sequence) ?? -1;
        if (batch is null || at < 0) return false;
        _sequence = sequence;
        _newest = batch;
        Unwritten += length;
        return true;
    }

    /// <summary>Whether a line of this length has room in the batch that is filled. One that is too small and empty is taken away, and its buffer is the caller's.</summary>
    public bool HasRoom(int line, out byte[]? unused)
    {
        unused = null;
        if (_filling is not { } filling) return false;
        if (filling.HasRoom(line)) return true;
        if (!filling.IsEmpty) return false;
        unused = filling.Buffer;
        _filling = null;
        return false;
    }

    /// <summary>Fills a batch in this buffer from now on; false when nothing more is appended.</summary>
    public bool TryFill(byte[] buffer)
    {
        if (_fault is not null || _isClosing) return false;
        if (_filling is not null) _full.Enqueue(_filling);
        _filling = new(buffer, segments.Salt);
        return true;
    }

    public void Close() => _isClosing = true;

    /// <summary>Completes when everything appended before is acknowledged, or flushed; null when it is already.</summary>
    public Task? Newest(bool isFlushed) => isFlushed ? _newest?.Flushed : _newest?.Durable;

    public void TakeForWriting()
    {
        if (!_full.TryDequeue(out Batch? writing)) (writing, _filling) = (_filling, null);
        Writing = writing;
        Unwritten -= writing!.Length;
    }

    /// <summary>The batch that was being written is.</summary>
    /// <returns>Whether it waits for a flush.</returns>
    public bool NoteWritten(Batch batch)
    {
        Writing = null;
        if (durability != Durability.Flush) segments.AcknowledgedEnd = batch.EndInSegment;
        if (durability == Durability.None)
        {
            _flushed = batch.LastSequence;
            Release(batch);
            return false;
        }

        AwaitFlush(batch);
        return true;
    }

    /// <summary>The batch that was being written could not be.</summary>
    public void NoteFailed(Batch batch, Exception error)
    {
        Writing = null;
        _failed = batch;
        Failure ??= error;
    }

    /// <summary>Begins a flush.</summary>
    /// <returns>How many batches it is for.</returns>
    public int BeginFlush()
    {
        IsFlushing = true;
        return _written.Count;
    }

    public void EndFlush(Exception? error)
    {
        IsFlushing = false;
        Failure ??= error;
    }

    /// <summary>The first of the written batches are flushed. Takes the lock itself, and tells who waits outside it.</summary>
    public void Settle(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Batch batch;
            lock (Gate)
            {
                batch = _written.Dequeue();
                Unflushed -= batch.Length;
                _flushed = batch.LastSequence;
                if (durability.Interval is null) segments.AcknowledgedEnd = batch.EndInSegment;
                Release(batch);
            }

            batch.Complete();
        }
    }

    /// <summary>What has to be written again after a failure: nothing of it is known to be on the device. Only the writing thread asks, and nobody writes meanwhile.</summary>
    public Batch[] Unsettled() => _failed is null ? [.. _written] : [.. _written, _failed];

    /// <summary>What failed is on the device, after all. Takes the lock itself.</summary>
    public void Resume()
    {
        lock (Gate)
        {
            if (_failed is not null) AwaitFlush(_failed);
            segments.AcknowledgeAll();
            (_failed, Failure) = (null, null);
        }

        Settle(_written.Count);
    }

    /// <summary>Nothing is appended any more, and whoever waits gets the error. Takes the lock itself.</summary>
    public void End(StoreException fault)
    {
        List<Batch> lost = [];
        lock (Gate)
        {
            _fault = fault;
            lost.AddRange(_written);
            if (_failed is not null) lost.Add(_failed);
            lost.AddRange(_full);
            if (_filling is not null) lost.Add(_filling);
            _written.Clear();
            _full.Clear();
            (_failed, _filling, _newest) = (null, null, null);
            Unwritten = Unflushed = 0;
        }

        foreach (Batch batch in lost)
        {
            batch.Fail(fault);
            // Somebody may still be putting a line into it.
            pending.Abandon(batch.Buffer);
        }
    }

    private static StoreException Again(StoreException fault) => new(fault.Problem, fault.Message, fault.File, fault.Line, fault.Offset, fault);

    private void AwaitFlush(Batch batch)
    {
        _written.Enqueue(batch);
        Unflushed += batch.Length;
    }

    private void Release(Batch batch)
    {
        pending.Return(batch.Buffer);
        if (_newest == batch) _newest = null;
    }
}
