using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Storage.Journals;

/// <summary>The members of a record's line that say what the call has used up and how it ended. A line has them where somebody said so.</summary>
internal static class CallMembers
{
    /// <param name="writer">The line.</param>
    /// <param name="usage">What was used up; null when nobody said.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="elapsed">How long it took; null in lines that say it elsewhere, or not at all.</param>
    public static void Write(ref JsonSpanWriter writer, Usage? usage, AnswerOutcome outcome, TimeSpan? elapsed = null)
    {
        if (usage is { } used) WriteUsage(ref writer, used, elapsed);
        if (outcome == AnswerOutcome.Complete) return;
        writer.Raw(outcome == AnswerOutcome.Refused ? ",\"outcome\":\"refused\""u8 : ",\"outcome\":\"truncated\""u8);
    }

    public static bool TrySkip(ReadOnlySpan<byte> line, ref int at)
    {
        if (line[at..].StartsWith(",\"schema\":"u8)) return true;
        if (Line.Skip(line, ref at, ",\"usage\":{"u8))
        {
            int end = line[at..].IndexOf((byte)'}');
            if (end < 0) return false;
            at += end + 1;
        }

        return !Line.Skip(line, ref at, ",\"outcome\":\""u8) || Line.TryPlainText(line, ref at, out _);
    }

    public static bool TryRead(ReadOnlySpan<byte> line, ref int at, out Usage? usage, out AnswerOutcome outcome) => TryRead(line, ref at, out usage, out _, out outcome);

    public static bool TryRead(ReadOnlySpan<byte> line, ref int at, out Usage? usage, out TimeSpan? elapsed, out AnswerOutcome outcome)
    {
        usage = null;
        elapsed = null;
        outcome = AnswerOutcome.Complete;
        if (Line.Skip(line, ref at, ",\"usage\":"u8))
        {
            JsonSpanReader reader = new(line[at..]);
            usage = ReadUsage(ref reader, out elapsed);
            at += reader.Position;
        }

        if (!Line.Skip(line, ref at, ",\"outcome\":\""u8)) return true;
        if (!Line.TryPlainText(line, ref at, out ReadOnlySpan<byte> word)) return false;
        outcome = word.SequenceEqual("refused"u8) ? AnswerOutcome.Refused : word.SequenceEqual("truncated"u8) ? AnswerOutcome.Truncated : AnswerOutcome.Complete;
        return true;
    }

    private static void WriteUsage(ref JsonSpanWriter writer, Usage usage, TimeSpan? elapsed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(usage.InputTokens, nameof(usage));
        ArgumentOutOfRangeException.ThrowIfNegative(usage.OutputTokens, nameof(usage));
        ArgumentOutOfRangeException.ThrowIfNegative(usage.CachedTokens, nameof(usage));
        writer.Raw(",\"usage\":{\"input\":"u8);
        writer.Value(usage.InputTokens);
        writer.Raw(",\"output\":"u8);
        writer.Value(usage.OutputTokens);
        if (usage.CachedTokens > 0)
        {
            writer.Raw(",\"cached\":"u8);
            writer.Value(usage.CachedTokens);
        }

        if (usage.Cost is { } cost)
        {
            writer.Raw(",\"cost\":"u8);
            writer.Value(cost);
        }

        if (elapsed is { } time)
        {
            writer.Raw(",\"elapsed\":"u8);
            writer.Value((decimal)time.Ticks / TimeSpan.TicksPerSecond);
        }

        writer.Raw("}"u8);
    }

    private static Usage ReadUsage(ref JsonSpanReader reader, out TimeSpan? elapsed)
    {
        elapsed = null;
        long input = 0;
        long output = 0;
        long cached = 0;
        decimal? cost = null;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("input"u8)) input = reader.ReadInteger<long>();
            else if (member.SequenceEqual("output"u8)) output = reader.ReadInteger<long>();
            else if (member.SequenceEqual("cached"u8)) cached = reader.ReadInteger<long>();
            else if (member.SequenceEqual("cost"u8)) cost = reader.ReadDecimal();
            else if (member.SequenceEqual("elapsed"u8)) elapsed = Seconds(reader.ReadDecimal());
            else reader.Skip();
        }

        return new(input, output) { CachedTokens = cached, Cost = cost };
    }

    // What no clock can have measured was said by nobody.
    private static TimeSpan? Seconds(decimal seconds) => seconds >= 0 && seconds <= long.MaxValue / TimeSpan.TicksPerSecond ? new((long)(seconds * TimeSpan.TicksPerSecond)) : null;
}
