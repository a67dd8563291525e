using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>The members of a transform's line: whose record it was given, by which transform, and what came out.</summary>
internal readonly record struct TransformLine
{
    public KeyId Generation { get; private init; }

    public KeyId Transform { get; private init; }

    public KeyId Input { get; private init; }

    /// <summary>The id of the digest of the value's bytes; zero when the transform failed.</summary>
    public KeyId Output { get; private init; }

    public long Sequence { get; private init; }

    public TransformOutcome Outcome { get; private init; }

    /// <summary>Where the value, the reason or the error starts; it ends before the checksum.</summary>
    public int Value { get; private init; }

    private (int At, int Length) Run { get; init; }

    private (int At, int Length) Writer { get; init; }

    private (int At, int Length) Name { get; init; }

    private (int At, int Length) Time { get; init; }

    private (int At, int Length) Schema { get; init; }

    /// <summary>What the try has used up; null when nobody said.</summary>
    public Usage? Usage { get; private init; }

    /// <summary>How long the try took; null when nobody said.</summary>
    public TimeSpan? Elapsed { get; private init; }

    public static void WriteValue(ref JsonSpanWriter writer, in TransformEnvelope envelope, string schema, int version, ReadOnlySpan<byte> json)
    {
        WriteHead(ref writer, envelope, Digest.Of(json).Id);
        writer.Raw(",\"schema\":"u8);
        writer.Value(schema);
        writer.Raw(",\"version\":"u8);
        writer.Value(version);
        writer.Raw(",\"value\":"u8);
        writer.Raw(json);
    }

    public static void WriteNone(ref JsonSpanWriter writer, in TransformEnvelope envelope, ReadOnlySpan<byte> reason)
    {
        WriteHead(ref writer, envelope, Digest.Of(reason).Id);
        writer.Raw(",\"none\":"u8);
        writer.Raw(reason);
    }

    public static void WriteFailure(ref JsonSpanWriter writer, in TransformEnvelope envelope, RecordError error, ITextRedaction? redaction)
    {
        WriteHead(ref writer, envelope, output: null);
        writer.Raw(",\"error\":"u8);
        writer.Redaction = redaction;
        ErrorObject.Write(ref writer, error);
        writer.Redaction = null;
    }

    /// <summary>Reads everything but the value; false when the line is no transform's.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, int at, out TransformLine read)
    {
        read = default;
        if (!ReuseLine.TryKey(line, ref at, out KeyId generation)
            || !TryPlain(line, ref at, ",\"run\":\""u8, out (int, int) run)
            || !TryPlain(line, ref at, ",\"writer\":\""u8, out (int, int) writer)
            || !Line.Skip(line, ref at, ",\"sequence\":"u8) || !Line.TryNumber(line, ref at, out long sequence)
            || !Line.Skip(line, ref at, ",\"transform\":\""u8) || !Line.TryId(line, ref at, out KeyId transform)
            || !Line.Skip(line, ref at, ",\"input\":\""u8) || !Line.TryId(line, ref at, out KeyId input)
            || !TryOutput(line, ref at, out KeyId output)
            || !TryPlain(line, ref at, ",\"name\":\""u8, out (int, int) name)
            || !TryPlain(line, ref at, ",\"time\":\""u8, out (int, int) time)
            || !CallMembers.TryRead(line, ref at, out Usage? usage, out TimeSpan? elapsed, out _)) return false;
        read = new()
        {
            Generation = generation, Run = run, Writer = writer, Sequence = sequence, Transform = transform, Input = input, Output = output, Name = name, Time = time, Usage = usage, Elapsed = elapsed,
        };
        return TryOutcome(line, at, ref read);
    }

    /// <summary>The error of a line; null when it has none.</summary>
    public static RecordError? Error(ReadOnlySpan<byte> line, in TransformLine read)
    {
        if (read.Outcome != TransformOutcome.Failed) return null;
        JsonSpanReader reader = new(line[read.Value..]);
        return ErrorObject.Read(ref reader);
    }

    /// <summary>The reason why nothing was found; null when the line has another outcome.</summary>
    public static string? Reason(ReadOnlySpan<byte> line, in TransformLine read)
    {
        if (read.Outcome != TransformOutcome.None) return null;
        JsonSpanReader reader = new(line[read.Value..]);
        return reader.ReadString();
    }

    public ReadOnlySpan<byte> RunOf(ReadOnlySpan<byte> line) => Part(line, Run);

    public ReadOnlySpan<byte> WriterOf(ReadOnlySpan<byte> line) => Part(line, Writer);

    public ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> line) => Part(line, Name);

    /// <summary>The moment with its quotes.</summary>
    public ReadOnlySpan<byte> TimeOf(ReadOnlySpan<byte> line) => Part(line, (Time.At - 1, Time.Length + 2));

    public ReadOnlySpan<byte> SchemaOf(ReadOnlySpan<byte> line) => Part(line, Schema);

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> line, (int At, int Length) place) => line.Slice(place.At, place.Length);

    private static void WriteHead(ref JsonSpanWriter writer, in TransformEnvelope envelope, KeyId? output)
    {
        ReuseLine.Write(ref writer, envelope.Generation, envelope.Record);
        writer.Raw(",\"transform\":"u8);
        writer.Value(envelope.Transform);
        writer.Raw(",\"input\":"u8);
        writer.Value(envelope.Input);
        writer.Raw(",\"output\":"u8);
        if (output is { } id) writer.Value(id);
        else writer.Null();
        writer.Raw(",\"name\":"u8);
        writer.Value(envelope.Name);
        writer.Raw(",\"time\":"u8);
        writer.Value(envelope.Time.ToUniversalTime());
        CallMembers.Write(ref writer, envelope.Usage, AnswerOutcome.Complete, envelope.Elapsed);
    }

    private static bool TryOutput(ReadOnlySpan<byte> line, ref int at, out KeyId output)
    {
        output = default;
        return Line.Skip(line, ref at, ",\"output\":null"u8) || (Line.Skip(line, ref at, ",\"output\":\""u8) && Line.TryId(line, ref at, out output));
    }

    private static bool TryPlain(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> name, out (int At, int Length) place)
    {
        place = default;
        if (!Line.Skip(line, ref at, name)) return false;
        int start = at;
        bool found = Line.TryPlainText(line, ref at, out ReadOnlySpan<byte> text);
        place = (start, text.Length);
        return found;
    }

    private static bool TryOutcome(ReadOnlySpan<byte> line, int at, ref TransformLine read)
    {
        if (Line.Skip(line, ref at, ",\"none\":"u8))
        {
            read = read with { Outcome = TransformOutcome.None, Value = at };
            return true;
        }

        if (Line.Skip(line, ref at, ",\"error\":"u8))
        {
            read = read with { Outcome = TransformOutcome.Failed, Value = at };
            return true;
        }

        if (!TryPlain(line, ref at, ",\"schema\":\""u8, out (int, int) schema) || !Line.Skip(line, ref at, ",\"version\":"u8) || !Line.TryNumber(line, ref at, out _) || !Line.Skip(line, ref at, ",\"value\":"u8)) return false;
        read = read with { Outcome = TransformOutcome.Output, Schema = schema, Value = at };
        return true;
    }
}
