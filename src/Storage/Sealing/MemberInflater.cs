using System.IO.Compression;

namespace TrialKeep.Storage.Sealing;

/// <summary>Inflates one member, and believes nothing but what fits its header, its CRC-32 and its length.</summary>
internal static class MemberInflater
{
    /// <summary>Fills the target; returns what is wrong with the member, or null.</summary>
    /// <param name="member">A buffer that begins with the whole member.</param>
    /// <param name="length">The bytes of the member.</param>
    /// <param name="target">As long as the content should be.</param>
    public static string? Inflate(byte[] member, int length, Span<byte> target)
    {
        if (BitConverter.ToUInt32(member, length - sizeof(uint)) != Number((uint)target.Length)) return "says another length at its end than at its start";
        using MemoryStream source = new(member, 0, length, writable: false);
        using GZipStream gzip = new(source, CompressionMode.Decompress);
        try
        {
            int filled = 0;
            for (int read; filled < target.Length && (read = gzip.Read(target[filled..])) > 0; filled += read) { }
            if (filled < target.Length) return "ends too early";
            // The end is read too: only then are the CRC-32 and the length compared, and a member that inflates to more is seen.
            Span<byte> more = stackalloc byte[1];
            if (gzip.Read(more) > 0) return "inflates to more than it says";
            return null;
        }
        catch (InvalidDataException)
        {
            return "does not fit its CRC-32";
        }
    }

    private static uint Number(uint littleEndian) => BitConverter.IsLittleEndian ? littleEndian : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(littleEndian);
}
