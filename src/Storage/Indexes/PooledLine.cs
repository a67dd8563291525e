using System.Buffers;

namespace TrialKeep.Storage.Indexes;

/// <summary>A line in a pooled buffer.</summary>
internal readonly ref struct PooledLine(byte[] buffer, int length)
{
    public ReadOnlySpan<byte> Span => buffer.AsSpan(0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
