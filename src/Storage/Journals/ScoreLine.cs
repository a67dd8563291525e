using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>The members of a score's line.</summary>
internal static class ScoreLine
{
    public static void Write(ref JsonSpanWriter writer, in StoredScore score, ITextRedaction? redaction)
    {
        ReuseLine.Write(ref writer, score.Generation, score.Record);
        writer.Raw(",\"output\":"u8);
        writer.Value(score.Output);
        if (score.Transform is { } transform)
        {
            writer.Raw(",\"transform\":"u8);
            writer.Value(transform);
        }

        writer.Raw(",\"references\":"u8);
        writer.Value(score.References);
        writer.Raw(",\"time\":"u8);
        writer.Value(score.Time.ToUniversalTime());
        writer.Raw(",\"value\":"u8);
        if (score.Value is { } value) writer.Value(value);
        else writer.Null();
        writer.Redaction = redaction;
        writer.Raw(",\"label\":"u8);
        writer.Value(score.Label);
        writer.Raw(",\"explanation\":"u8);
        writer.Value(score.Explanation);
        writer.Raw(",\"unscored\":"u8);
        writer.Value(score.Unscored);
        writer.Raw(",\"error\":"u8);
        if (score.Error is null) writer.Null();
        else ErrorObject.Write(ref writer, score.Error);
        writer.Redaction = null;
        CallMembers.Write(ref writer, score.Usage, AnswerOutcome.Complete, score.Elapsed);
    }

    /// <summary>What the index keeps of a score, without reading its texts.</summary>
    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryHead(ReadOnlySpan<byte> line, int at, out ScoreMembers members)
    {
        members = default;
        if (!ReuseLine.TryKey(line, ref at, out KeyId key) || !ReuseLine.TryReference(line, ref at, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)) return false;
        if (!Line.Skip(line, ref at, ",\"output\":\""u8) || !Line.TryId(line, ref at, out KeyId output) || !TryTransform(line, ref at, out KeyId? transform)) return false;
        if (!Line.Skip(line, ref at, ",\"references\":\""u8) || !Line.TryId(line, ref at, out KeyId references)) return false;
        if (!Line.Skip(line, ref at, ",\"time\":\""u8) || !Line.TryPlainText(line, ref at, out _)) return false;
        if (!Member(line, ref at, ",\"value\":"u8, out JsonSpanReader number)) return false;
        int usage = UsageAt(line);
        TimeSpan? elapsed = null;
        members = new()
        {
            Generation = key,
            Run = PlaceOf(line, run),
            Writer = PlaceOf(line, writer),
            Sequence = sequence,
            Output = transform is null ? null : output,
            References = references,
            Value = number.TryNull() ? null : number.ReadDouble(),
            HasError = !line[..usage].EndsWith(",\"error\":null"u8),
            Usage = usage < line.Length - Line.SuffixLength ? UsageOf(line, out elapsed) : null,
            Elapsed = elapsed,
        };
        return true;
    }

    public static bool TryRead(ReadOnlySpan<byte> line, int at, ReuseSources known, out StoredScore score)
    {
        score = default;
        if (!ReuseLine.TryKey(line, ref at, out KeyId key) || !ReuseLine.TryReference(line, ref at, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)) return false;
        if (!known.TryName(run, writer, sequence, out RecordReference record)) return false;
        if (!Line.Skip(line, ref at, ",\"output\":\""u8) || !Line.TryId(line, ref at, out KeyId output) || !TryTransform(line, ref at, out KeyId? transform)) return false;
        if (!Line.Skip(line, ref at, ",\"references\":\""u8) || !Line.TryId(line, ref at, out KeyId references)) return false;
        return TryReadTail(line, at, new(key, record, output, references, null, null, null, null, null, default, transform), out score);
    }

    /// <summary>Where the usage stands, which is the last member where there is one; else where the checksum does.</summary>
    public static int UsageAt(ReadOnlySpan<byte> line)
    {
        int end = line.Length - Line.SuffixLength;
        if (line[end - 1] != '}') return end;
        // Quotes inside of texts are escaped, and an error has no such member.
        int usage = line[..end].LastIndexOf(",\"usage\":{"u8);
        return usage < 0 ? end : usage;
    }

    /// <summary>What the try has used up; null when nobody said.</summary>
    public static Usage? UsageOf(ReadOnlySpan<byte> line) => UsageOf(line, out _);

    /// <summary>What the try has used up, and how long it took; null when nobody said.</summary>
    public static Usage? UsageOf(ReadOnlySpan<byte> line, out TimeSpan? elapsed)
    {
        int at = UsageAt(line);
        return CallMembers.TryRead(line, ref at, out Usage? usage, out elapsed, out _) ? usage : null;
    }

    /// <summary>The transform whose output was scored; null when it was the record.</summary>
    public static bool TryTransform(ReadOnlySpan<byte> line, ref int at, out KeyId? transform)
    {
        transform = null;
        if (!Line.Skip(line, ref at, ",\"transform\":\""u8)) return true;
        if (!Line.TryId(line, ref at, out KeyId identity)) return false;
        transform = identity;
        return true;
    }

    private static (int At, int Length) PlaceOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> part)
    {
        line.Overlaps(part, out int at);
        return (at, part.Length);
    }

    private static bool TryReadTail(ReadOnlySpan<byte> line, int at, in StoredScore head, out StoredScore score)
    {
        score = head;
        if (!Member(line, ref at, ",\"time\":"u8, out JsonSpanReader time)) return false;
        DateTimeOffset made = time.ReadDateTimeOffset();
        at += time.Position;
        if (!Member(line, ref at, ",\"value\":"u8, out JsonSpanReader number)) return false;
        double? value = number.TryNull() ? null : number.ReadDouble();
        at += number.Position;
        if (!TryText(line, ref at, ",\"label\":"u8, out string? label) || !TryText(line, ref at, ",\"explanation\":"u8, out string? explanation)) return false;
        if (!TryText(line, ref at, ",\"unscored\":"u8, out string? unscored) || !Member(line, ref at, ",\"error\":"u8, out JsonSpanReader error)) return false;
        Usage? usage = UsageOf(line, out TimeSpan? elapsed);
        score = head with { Time = made, Value = value, Label = label, Explanation = explanation, Unscored = unscored, Error = error.TryNull() ? null : ErrorObject.Read(ref error), Usage = usage, Elapsed = elapsed };
        return true;
    }

    private static bool TryText(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> name, out string? text)
    {
        text = null;
        if (!Line.Skip(line, ref at, name)) return false;
        if (Line.Skip(line, ref at, "null"u8)) return true;
        JsonSpanReader reader = new(line[at..]);
        text = reader.ReadString();
        at += reader.Position;
        return true;
    }

    private static bool Member(ReadOnlySpan<byte> line, scoped ref int at, scoped ReadOnlySpan<byte> name, out JsonSpanReader reader)
    {
        bool found = Line.Skip(line, ref at, name);
        reader = new(found ? line[at..] : default);
        return found;
    }
}
