using System.Runtime.CompilerServices;

namespace TrialKeep.Runtime.Codecs;

/// <summary>How the buffers of the writers grow: at least twofold, so that a long value is not copied often.</summary>
internal static class GrowingBuffer
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Grow(ref byte[] buffer, int length, int count) =>
        Array.Resize(ref buffer, (int)Math.Min(Array.MaxLength, Math.Max(checked((long)length + count), buffer.Length * 2L)));
}
