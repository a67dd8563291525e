using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Storage.Journals;

/// <summary>The members of a gap's line: how many numbers end with its own, and why their lines are gone.</summary>
internal static class GapLine
{
    /// <summary>The whole line with its line feed. It says that what stands before it is durable: it is written with all of its segment.</summary>
    public static byte[] ToLine(in Gap gap, uint salt)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            body.Raw(",\"flushed\":"u8);
            body.Value(gap.Last);
            body.Raw(",\"lines\":"u8);
            body.Value(gap.Lines);
            body.Raw(",\"cause\":"u8);
            body.Raw("\""u8);
            body.Raw(WordOf(gap.Cause));
            body.Raw("\""u8);
            byte[] line = new byte[Line.Bound(body.Written.Length)];
            return line[..Line.Write(line, LineKind.Gap, gap.Last, body.Written, salt)];
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>Reads the members of a gap's line.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, int at, long sequence, out Gap gap)
    {
        gap = default;
        if (!Line.Skip(line, ref at, ",\"lines\":"u8) || !Line.TryNumber(line, ref at, out long lines) || lines < 1 || lines > sequence) return false;
        if (!Line.Skip(line, ref at, ",\"cause\":\""u8) || !Line.TryPlainText(line, ref at, out ReadOnlySpan<byte> cause)) return false;
        gap = new(sequence - lines + 1, sequence, CauseOf(cause));
        return true;
    }

    private static ReadOnlySpan<byte> WordOf(GapCause cause) => cause switch
    {
        GapCause.Superseded => "superseded"u8,
        GapCause.Damaged => "damaged"u8,
        GapCause.Erased => "erased"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "Such a gap is not written."),
    };

    private static GapCause CauseOf(ReadOnlySpan<byte> word)
    {
        foreach (GapCause cause in (ReadOnlySpan<GapCause>)[GapCause.Superseded, GapCause.Damaged, GapCause.Erased])
        {
            if (word.SequenceEqual(WordOf(cause))) return cause;
        }

        return GapCause.Unknown;
    }
}
