using System.Globalization;
using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Storage.Journals;

/// <summary>Line 0 of a segment.</summary>
/// <param name="Sequence">The last sequence number that was flushed before the segment was begun; its first line has the next one.</param>
/// <param name="Format">The version of the format.</param>
/// <param name="Epoch">One more than any epoch of the run when its writer began: of two results the one of the later takeover wins.</param>
/// <param name="Salt">What the checksums of the other lines start from.</param>
/// <param name="Durability">When appends were acknowledged.</param>
internal sealed record SegmentHeader(long Sequence, int Format, long Epoch, uint Salt, Durability Durability)
{
    public const int NewestFormat = 1;

    /// <summary>The JSON of a journal's <c>schemas</c>; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Schemas { get; init; }

    /// <summary>The first part of a header's members, those that every stream has.</summary>
    public static void WriteBody(ref JsonSpanWriter writer, SegmentName name, long epoch, Durability durability, DateTimeOffset created, HeaderExtra extra)
    {
        writer.Raw(",\"format\":"u8);
        writer.Value(NewestFormat);
        writer.Raw(",\"run\":"u8);
        writer.Value(name.Stream.Run);
        writer.Raw(",\"stream\":"u8);
        writer.Value(name.Stream.Name);
        writer.Raw(",\"writer\":"u8);
        writer.Value(name.Writer);
        writer.Raw(",\"epoch\":"u8);
        writer.Value(epoch);
        writer.Raw(",\"segment\":"u8);
        writer.Value(name.Number);
        writer.Raw(",\"salt\":"u8);
        writer.Value(name.Salt.ToString("x8", CultureInfo.InvariantCulture));
        writer.Raw(",\"durability\":"u8);
        writer.Value(durability.Name);
        if (durability.Interval is { } interval)
        {
            writer.Raw(",\"interval\":"u8);
            writer.Value((long)interval.TotalMilliseconds);
        }

        writer.Raw(",\"created\":"u8);
        writer.Value(created.ToUniversalTime());
        extra.Write(ref writer);
    }

    /// <summary>Reads a header whose checksum was found good; null when it is none.</summary>
    /// <exception cref="StoreException">A newer format.</exception>
    public static SegmentHeader? TryRead(ReadOnlySpan<byte> line, string path)
    {
        if (!Line.TryOpen(line, out LineKind kind, out long sequence, out _, out _) || kind != LineKind.Header) return null;
        JsonSpanReader reader = new(line);
        int format = 0;
        long epoch = 0;
        uint salt = 0;
        string durability = "";
        byte[] schemas = [];
        long interval = 0;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("format"u8)) format = reader.ReadInteger<int>();
            else if (member.SequenceEqual("epoch"u8)) epoch = reader.ReadInteger<long>();
            else if (member.SequenceEqual("salt"u8)) salt = uint.Parse(reader.ReadString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            else if (member.SequenceEqual("durability"u8)) durability = reader.ReadString();
            else if (member.SequenceEqual("interval"u8)) interval = reader.ReadInteger<long>();
            else if (member.SequenceEqual("schemas"u8)) schemas = reader.ReadRaw().ToArray();
            else reader.Skip();
        }

        if (format > NewestFormat)
        {
            throw new StoreException(Problem.NewerFormat, $"'{path}' has format {format}, which is newer than this program's {NewestFormat}; install a newer TrialKeep.", path, line: 1, offset: 0);
        }

        return new(sequence, format, epoch, salt, DurabilityOf(durability, interval)) { Schemas = schemas };
    }

    // What is bad is judged as strictly as with flushes unless the header says that there were none.
    private static Durability DurabilityOf(string name, long milliseconds) => name switch
    {
        "none" => Durability.None,
        "batch" when milliseconds is >= 1 and <= 86_400_000 => Durability.Batch(TimeSpan.FromMilliseconds(milliseconds)),
        _ => Durability.Flush,
    };
}
