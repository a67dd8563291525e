using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrialKeep.Storage.Journals;

/// <summary>
/// CRC-32C (Castagnoli, reflected) with a salt folded into its start value: salt 0 is the plain checksum. The polynomial and the check value
/// e3069283 of "123456789" are those of RFC 3720, appendix B.4.
/// </summary>
internal static class Checksum
{
    /// <summary>Hexadecimal digits of the text form.</summary>
    public const int TextLength = 8;

    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes, uint salt)
    {
        uint crc = ~0u ^ salt;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words) crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }

    /// <summary>Writes a checksum as 8 lower-case hexadecimal digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Format(uint checksum, Span<byte> utf8)
    {
        for (int i = TextLength - 1; i >= 0; i--, checksum >>= 4) utf8[i] = "0123456789abcdef"u8[(int)(checksum & 15)];
    }

    /// <summary>Whether the 8 digits are those of a checksum, upper case refused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Matches(uint checksum, ReadOnlySpan<byte> utf8)
    {
        Span<byte> expected = stackalloc byte[TextLength];
        Format(checksum, expected);
        return utf8.SequenceEqual(expected);
    }
}
