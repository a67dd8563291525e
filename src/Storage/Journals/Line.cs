using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Journals;

/// <summary>
/// The frame of a line: <c>{"kind":"…","seq":N</c>, at the first line of a batch <c>,"flushed":M</c>, the members of its kind, and
/// <c>,"crc":"xxxxxxxx"}</c>. A scan needs no JSON parser because order and spacing are fixed.
/// </summary>
internal static class Line
{
    /// <summary>Bytes of the suffix with the checksum, without the line feed.</summary>
    public const int SuffixLength = 18;

    /// <summary>The longest line that is read; a longer one is damage, so that a wrong file does not fill the memory.</summary>
    public const int Longest = 256 << 20;

    /// <summary>The longest <c>flushed</c> member.</summary>
    public const int LongestStamp = 32;

    private const int LongestFrame = 96;

    private static ReadOnlySpan<byte> FlushedMember => ",\"flushed\":"u8;

    public static ReadOnlySpan<byte> Opening(LineKind kind) => kind switch
    {
        LineKind.Header => "{\"kind\":\"header\",\"seq\":"u8,
        LineKind.Template => "{\"kind\":\"template\",\"seq\":"u8,
        LineKind.Text => "{\"kind\":\"text\",\"seq\":"u8,
        LineKind.Variant => "{\"kind\":\"variant\",\"seq\":"u8,
        LineKind.Task => "{\"kind\":\"task\",\"seq\":"u8,
        LineKind.Record => "{\"kind\":\"record\",\"seq\":"u8,
        LineKind.Reuse => "{\"kind\":\"reuse\",\"seq\":"u8,
        LineKind.Score => "{\"kind\":\"score\",\"seq\":"u8,
        LineKind.Generation => "{\"kind\":\"generation\",\"seq\":"u8,
        LineKind.Seal => "{\"kind\":\"seal\",\"seq\":"u8,
        LineKind.Measurement => "{\"kind\":\"measurement\",\"seq\":"u8,
        LineKind.Event => "{\"kind\":\"event\",\"seq\":"u8,
        LineKind.Artifact => "{\"kind\":\"artifact\",\"seq\":"u8,
        LineKind.Checkpoint => "{\"kind\":\"checkpoint\",\"seq\":"u8,
        LineKind.Transform => "{\"kind\":\"transform\",\"seq\":"u8,
        LineKind.Gap => "{\"kind\":\"gap\",\"seq\":"u8,
        LineKind.Tombstone => "{\"kind\":\"tombstone\",\"seq\":"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Such a line is not written."),
    };

    /// <summary>An upper bound of the bytes of a line.</summary>
    public static int Bound(int body) => checked(body + LongestFrame + SuffixLength + 1);

    /// <summary>The bytes of a line without <c>flushed</c>, its line feed included.</summary>
    public static int Length(LineKind kind, long sequence, int body) => checked(Opening(kind).Length + Digits(sequence) + body + SuffixLength + 1);

    /// <summary>Writes a whole line with its checksum and line feed; returns its length.</summary>
    /// <param name="target">At least <see cref="Length"/> bytes.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="body">The members of the kind, starting with a comma.</param>
    /// <param name="salt">The salt of the segment.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write(Span<byte> target, LineKind kind, long sequence, ReadOnlySpan<byte> body, uint salt)
    {
        ReadOnlySpan<byte> opening = Opening(kind);
        opening.CopyTo(target);
        int at = opening.Length;
        at += Number(target[at..], sequence);
        body.CopyTo(target[at..]);
        at += body.Length;
        Close(target, at, salt);
        target[at + SuffixLength] = (byte)'\n';
        return at + SuffixLength + 1;
    }

    /// <summary>Puts <c>flushed</c> into a line that has none, by moving its start to the left, and writes its checksum anew.</summary>
    /// <param name="buffer">What holds the line, with <see cref="LongestStamp"/> bytes free before it.</param>
    /// <param name="start">Where the line starts.</param>
    /// <param name="flushed">The last sequence number that was flushed before this line.</param>
    /// <param name="salt">The salt of the segment.</param>
    /// <returns>The bytes by which the line has grown.</returns>
    public static int Stamp(Span<byte> buffer, int start, long flushed, uint salt)
    {
        Span<byte> line = buffer[start..];
        int head = 9 + line[9..].IndexOf((byte)',') + ",\"seq\":"u8.Length;
        head += line[head..].IndexOf((byte)',');
        Span<byte> stamp = stackalloc byte[LongestStamp];
        FlushedMember.CopyTo(stamp);
        int grown = FlushedMember.Length + Number(stamp[FlushedMember.Length..], flushed);
        line[..head].CopyTo(buffer[(start - grown)..]);
        stamp[..grown].CopyTo(buffer[(start - grown + head)..]);
        Close(buffer[(start - grown)..], line.IndexOf((byte)'\n') + grown - SuffixLength, salt);
        return grown;
    }

    /// <summary>Writes the checksums of whole lines anew, for a segment with another salt.</summary>
    public static void Resalt(Span<byte> lines, uint salt)
    {
        for (int end; (end = lines.IndexOf((byte)'\n')) >= 0; lines = lines[(end + 1)..]) Close(lines, end - SuffixLength, salt);
    }

    /// <summary>Whether a line, without its line feed, ends with the right checksum.</summary>
    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsIntact(ReadOnlySpan<byte> line, uint salt)
    {
        if (line.Length <= SuffixLength) return false;
        ReadOnlySpan<byte> suffix = line[^SuffixLength..];
        return suffix.StartsWith(",\"crc\":\""u8) && suffix.EndsWith("\"}"u8)
            && Checksum.Matches(Checksum.Of(line[..^SuffixLength], salt), suffix.Slice(8, Checksum.TextLength));
    }

    /// <summary>Reads the frame's start; false when it is not one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="flushed">The last sequence number that was flushed before this line; -1 where this is not said.</param>
    /// <param name="body">Where the members of the kind start.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryOpen(ReadOnlySpan<byte> line, out LineKind kind, out long sequence, out long flushed, out int body)
    {
        kind = LineKind.Unknown;
        sequence = 0;
        flushed = -1;
        body = 9;
        if (!line.StartsWith("{\"kind\":\""u8)) return false;
        int name = line[9..].IndexOf((byte)'"');
        if (name < 0) return false;
        kind = KindOf(line.Slice(9, name));
        body += name;
        if (!Skip(line, ref body, "\",\"seq\":"u8) || !TryNumber(line, ref body, out sequence)) return false;
        return !Skip(line, ref body, FlushedMember) || TryNumber(line, ref body, out flushed);
    }

    /// <summary>Moves over expected bytes; false, without moving, when others come.</summary>
    public static bool Skip(ReadOnlySpan<byte> line, scoped ref int at, scoped ReadOnlySpan<byte> expected)
    {
        if (!line[at..].StartsWith(expected)) return false;
        at += expected.Length;
        return true;
    }

    public static bool TryNumber(ReadOnlySpan<byte> line, ref int at, out long number)
    {
        bool read = Utf8Parser.TryParse(line[at..], out number, out int digits) && digits > 0;
        at += digits;
        return read;
    }

    /// <summary>Reads the 32 digits of an id and its closing quote.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryId(ReadOnlySpan<byte> line, ref int at, out KeyId id)
    {
        id = default;
        if (line.Length - at <= KeyId.TextLength || line[at + KeyId.TextLength] != '"') return false;
        bool read = KeyId.TryParse(line.Slice(at, KeyId.TextLength), out id);
        at += KeyId.TextLength + 1;
        return read;
    }

    /// <summary>Reads a text that is written without escapes, and its closing quote.</summary>
    public static bool TryPlainText(ReadOnlySpan<byte> line, scoped ref int at, out ReadOnlySpan<byte> text)
    {
        int length = line[at..].IndexOf((byte)'"');
        text = length < 0 ? default : line.Slice(at, length);
        at += length + 1;
        return length >= 0;
    }

    [SuppressMessage("Style", "IDE0046", Justification = "The most frequent kinds are asked for first.")]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static LineKind KindOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("record"u8)) return LineKind.Record;
        if (name.SequenceEqual("score"u8)) return LineKind.Score;
        if (name.SequenceEqual("measurement"u8)) return LineKind.Measurement;
        if (name.SequenceEqual("transform"u8)) return LineKind.Transform;
        if (name.SequenceEqual("task"u8)) return LineKind.Task;
        if (name.SequenceEqual("reuse"u8)) return LineKind.Reuse;
        if (name.SequenceEqual("text"u8)) return LineKind.Text;
        if (name.SequenceEqual("template"u8)) return LineKind.Template;
        if (name.SequenceEqual("variant"u8)) return LineKind.Variant;
        if (name.SequenceEqual("generation"u8)) return LineKind.Generation;
        if (name.SequenceEqual("seal"u8)) return LineKind.Seal;
        if (name.SequenceEqual("event"u8)) return LineKind.Event;
        if (name.SequenceEqual("artifact"u8)) return LineKind.Artifact;
        if (name.SequenceEqual("checkpoint"u8)) return LineKind.Checkpoint;
        if (name.SequenceEqual("gap"u8)) return LineKind.Gap;
        if (name.SequenceEqual("tombstone"u8)) return LineKind.Tombstone;
        return name.SequenceEqual("header"u8) ? LineKind.Header : LineKind.Unknown;
    }

    private static int Digits(long number)
    {
        int digits = 1;
        for (; number >= 10; number /= 10) digits++;
        return digits;
    }

    private static int Number(Span<byte> target, long number)
    {
        Utf8Formatter.TryFormat(number, target, out int written);
        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Close(Span<byte> line, int at, uint salt)
    {
        uint checksum = Checksum.Of(line[..at], salt);
        ",\"crc\":\""u8.CopyTo(line[at..]);
        Checksum.Format(checksum, line[(at + 8)..]);
        "\"}"u8.CopyTo(line[(at + 16)..]);
    }
}
