namespace TrialKeep.Storage.Journals;

/// <summary>
/// The memory in which lines wait for the device, for all journals of a session together. It is counted by buffer, not by line, so that the
/// bound is one of memory: never more than <c>most</c>, but for one line that is longer than that.
/// </summary>
internal sealed class PendingBytes(int most)
{
    private const int LargestBuffer = 512 << 10;
    private const int SmallestBuffer = 64 << 10;
    // Several buffers must fit: while one is written the next is filled.
    private const int Share = 8;

    private readonly object _gate = new();
    private readonly Stack<byte[]> _small = new();
    private readonly Stack<byte[]> _large = new();
    private long _used;
    private long _idle;
    private int _waiting;

    /// <summary>Somebody waits for memory: who holds some for a later flush should flush now.</summary>
    public event Action? Short;

    /// <summary>Whether somebody waits for memory.</summary>
    public bool IsShort => Volatile.Read(ref _waiting) > 0;

    /// <summary>The bound.</summary>
    public int Most => most;

    /// <summary>The bytes of a buffer for a journal of which nothing waits.</summary>
    public int Small { get; } = Math.Clamp(most / Share, 256, SmallestBuffer);

    /// <summary>The bytes of a buffer for a journal that is behind.</summary>
    public int Large { get; } = Math.Clamp(most / Share, 256, LargestBuffer);

    /// <summary>The bytes in use.</summary>
    public long Used
    {
        get
        {
            lock (_gate) return _used;
        }
    }

    /// <summary>The most bytes that were ever in use at once.</summary>
    public long Peak { get; private set; }

    /// <summary>Takes a buffer of at least this size; blocks while others have all that there may be.</summary>
    public byte[] Take(int size)
    {
        if (TryTake(size, wait: false) is { } buffer) return buffer;
        Interlocked.Increment(ref _waiting);
        Short?.Invoke();
        byte[] taken = TryTake(size, wait: true)!;
        Interlocked.Decrement(ref _waiting);
        return taken;
    }

    /// <summary>Gives a buffer back that nobody uses any more.</summary>
    public void Return(byte[] buffer)
    {
        lock (_gate)
        {
            if (PoolOf(buffer.Length) is { } pool)
            {
                pool.Push(buffer);
                _idle += buffer.Length;
            }

            Free(buffer.Length);
        }
    }

    /// <summary>Gives a buffer back that somebody may still write into: it is not used again.</summary>
    public void Abandon(byte[] buffer)
    {
        lock (_gate) Free(buffer.Length);
    }

    private byte[]? TryTake(int size, bool wait)
    {
        lock (_gate)
        {
            while (_used > 0 && _used + size > most)
            {
                if (!wait) return null;
                Monitor.Wait(_gate);
            }

            _used += size;
            Peak = Math.Max(Peak, _used);
            return Idle(size) ?? New(size);
        }
    }

    private void Free(int size)
    {
        _used -= size;
        Monitor.PulseAll(_gate);
    }

    private byte[]? Idle(int size)
    {
        if (PoolOf(size) is not { } pool || !pool.TryPop(out byte[]? buffer)) return null;
        _idle -= size;
        return buffer;
    }

    private byte[] New(int size)
    {
        if (_used + _idle > most)
        {
            _small.Clear();
            _large.Clear();
            _idle = 0;
        }

        return GC.AllocateUninitializedArray<byte>(size);
    }

    private Stack<byte[]>? PoolOf(int size) => size == Large ? _large : size == Small ? _small : null;
}
