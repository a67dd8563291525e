namespace TrialKeep.Storage.Journals;

/// <summary>The lines that are written and flushed together, and who waits for that.</summary>
internal sealed class Batch
{
    private const int FirstCapacity = 64 << 10;

    private byte[] _buffer = new byte[FirstCapacity];
    private TaskCompletionSource _durable = NewSource();

    public int Length { get; private set; }

    public long LastSequence { get; private set; }

    public Task Durable => _durable.Task;

    public Span<byte> Lines => _buffer.AsSpan(0, Length);

    public void Append(LineKind kind, long sequence, long flushed, ReadOnlySpan<byte> body, uint salt)
    {
        int bound = Line.Bound(body.Length);
        if (bound > _buffer.Length - Length) Grow(bound);
        Length += Line.Write(_buffer.AsSpan(Length), kind, sequence, flushed, body, salt);
        LastSequence = sequence;
    }

    public void Complete() => _durable.SetResult();

    public void Fail(StoreException error) => _durable.SetException(error);

    /// <summary>Empties the batch for its next use.</summary>
    public void Reset(int mostKept)
    {
        Length = 0;
        LastSequence = 0;
        if (_buffer.Length > mostKept) _buffer = new byte[FirstCapacity];
        _durable = NewSource();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Grow(int needed) => Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(checked((long)Length + needed), _buffer.Length * 2L)));
}
