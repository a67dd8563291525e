namespace TrialKeep.Storage.Journals.Committing;

/// <summary>
/// Lines that are written with one call, and who waits for them. A place is reserved under the writer's lock; the line is put there outside
/// it, so that several producers encode and check at once.
/// </summary>
internal sealed class Batch(byte[] buffer, uint salt)
{
    // The first line gets its "flushed" when the batch is written, which is when it is known.
    private const int Headroom = Line.LongestStamp;

    private readonly TaskCompletionSource _durable = NewSource();
    private TaskCompletionSource? _flushed;
    private int _start = Headroom;
    private int _end = Headroom;
    private int _unfinished;
    private uint _salt = salt;
    private bool _isStamped;

    /// <summary>The buffer, for its owner to give back.</summary>
    public byte[] Buffer => buffer;

    public bool IsEmpty => _end == Headroom;

    public int Length => _end - _start;

    public long FirstSequence { get; private set; }

    public long LastSequence { get; private set; }

    /// <summary>Where the batch ends in its segment, once it is written.</summary>
    public long EndInSegment { get; set; }

    /// <summary>Completes when the lines are acknowledged.</summary>
    public Task Durable => _durable.Task;

    /// <summary>Completes when the device has the lines, for those that are acknowledged before.</summary>
    public Task Flushed => (_flushed ??= NewSource()).Task;

    public ReadOnlySpan<byte> Lines => buffer.AsSpan(_start, Length);

    /// <summary>The buffer that a line of this length needs.</summary>
    public static int SizeFor(int line) => checked(line + Headroom);

    /// <summary>Whether a line of this length has room.</summary>
    public bool HasRoom(int line) => line <= buffer.Length - _end;

    /// <summary>Reserves the place of a line; -1 when there is no room. The caller holds the writer's lock, and calls <see cref="Write"/> afterwards.</summary>
    public int Reserve(int length, long sequence)
    {
        if (!HasRoom(length)) return -1;
        int at = _end;
        _end += length;
        if (at == Headroom) FirstSequence = sequence;
        LastSequence = sequence;
        Interlocked.Increment(ref _unfinished);
        return at;
    }

    /// <summary>Puts a line in its place.</summary>
    public void Write(int at, LineKind kind, long sequence, ReadOnlySpan<byte> body)
    {
        Line.Write(buffer.AsSpan(at), kind, sequence, body, _salt);
        Interlocked.Decrement(ref _unfinished);
    }

    /// <summary>Makes the lines ready for a segment. Nobody reserves any more; those who have may still be writing.</summary>
    /// <param name="flushed">The last sequence number that is flushed; 0 where this is not said.</param>
    /// <param name="segmentSalt">The salt of the segment.</param>
    public void Prepare(long flushed, uint segmentSalt)
    {
        SpinWait wait = default;
        while (Volatile.Read(ref _unfinished) > 0) wait.SpinOnce(sleep1Threshold: -1);
        if (_salt != segmentSalt) Line.Resalt(buffer.AsSpan(_start, Length), segmentSalt);
        _salt = segmentSalt;
        if (flushed > 0 && !_isStamped) _start -= Line.Stamp(buffer.AsSpan(0, _end), _start, flushed, segmentSalt);
        _isStamped = true;
    }

    /// <summary>The operating system has the lines, and more was not asked for.</summary>
    public void Acknowledge() => _durable.TrySetResult();

    /// <summary>The device has the lines.</summary>
    public void Complete()
    {
        _durable.TrySetResult();
        _flushed?.TrySetResult();
    }

    public void Fail(StoreException error)
    {
        _durable.TrySetException(error);
        _flushed?.TrySetException(error);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
