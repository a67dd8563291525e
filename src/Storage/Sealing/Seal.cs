using System.Globalization;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Sealing;

/// <summary>The last line of a sealed segment: what stands before it.</summary>
/// <param name="Lines">The lines, the header included.</param>
/// <param name="Bytes">Their bytes, line feeds included.</param>
/// <param name="Content">The SHA-256 of those bytes.</param>
internal readonly record struct Seal(long Lines, long Bytes, Digest Content)
{
    /// <summary>The whole line with its line feed.</summary>
    /// <param name="sequence">The last sequence number before it: a seal does not count.</param>
    /// <param name="salt">The salt of the segment.</param>
    public byte[] ToLine(long sequence, uint salt)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            body.Raw(",\"lines\":"u8);
            body.Value(Lines);
            body.Raw(",\"bytes\":"u8);
            body.Value(Bytes);
            body.Raw(",\"sha256\":"u8);
            body.Value(Content.ToString());
            byte[] line = new byte[Line.Bound(body.Written.Length)];
            return line[..Line.Write(line, LineKind.Seal, sequence, body.Written, salt)];
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>Reads the members of a seal.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, int at, out Seal seal)
    {
        seal = default;
        if (!Line.Skip(line, ref at, ",\"lines\":"u8) || !Line.TryNumber(line, ref at, out long lines)) return false;
        if (!Line.Skip(line, ref at, ",\"bytes\":"u8) || !Line.TryNumber(line, ref at, out long bytes)) return false;
        if (!Line.Skip(line, ref at, ",\"sha256\":\""u8) || !Line.TryPlainText(line, ref at, out ReadOnlySpan<byte> digits)) return false;
        Span<byte> content = stackalloc byte[Digest.Size];
        if (digits.Length != 2 * Digest.Size || Convert.FromHexString(digits, content, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        seal = new(lines, bytes, new Digest(content));
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lines} lines, {Bytes} bytes, SHA-256 {Content}");
}
