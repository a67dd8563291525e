namespace TrialKeep.Storage.Journals;

/// <summary>
/// One JSON object that is a file, with a checksum as its last member: <c>,"crc":"xxxxxxxx"}</c> and a line feed. Without one it is read as it is,
/// so that people may write such a file by hand.
/// </summary>
internal static class CheckedObject
{
    private const int EndLength = 11;

    private static ReadOnlySpan<byte> Start => ",\"crc\":\""u8;

    /// <summary>The object with its end.</summary>
    /// <param name="open">The object without its closing brace.</param>
    public static byte[] Close(ReadOnlySpan<byte> open)
    {
        byte[] content = new byte[open.Length + Start.Length + EndLength];
        open.CopyTo(content);
        Start.CopyTo(content.AsSpan(open.Length));
        Checksum.Format(Checksum.Of(open, salt: 0), content.AsSpan(open.Length + Start.Length, Checksum.TextLength));
        "\"}\n"u8.CopyTo(content.AsSpan(content.Length - 3));
        return content;
    }

    /// <summary>Refuses an object whose checksum is there and does not fit.</summary>
    /// <exception cref="ExperimentDataException">It does not fit.</exception>
    public static void Check(ReadOnlySpan<byte> content)
    {
        int at = content.Length - EndLength - Start.Length;
        if (at < 0 || !content[at..].StartsWith(Start) || !content.EndsWith("\"}\n"u8)) return;
        if (Checksum.Matches(Checksum.Of(content[..at], salt: 0), content.Slice(at + Start.Length, Checksum.TextLength))) return;
        throw new ExperimentDataException("it does not fit its checksum; if it was changed by hand, take the member 'crc' out");
    }

    /// <summary>Whether the object ends almost in a checksum: that is one with a changed byte, and nobody's handwriting.</summary>
    public static bool EndsSpoilt(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> form = ",\"crc\":\"________\"}\n"u8;
        if (content.Length < form.Length) return false;
        int wrong = 0;
        for (int i = 0; i < form.Length; i++)
        {
            byte at = content[content.Length - form.Length + i];
            if (form[i] == '_' ? !char.IsAsciiHexDigitLower((char)at) : at != form[i]) wrong++;
        }

        return wrong is 1 or 2;
    }
}
