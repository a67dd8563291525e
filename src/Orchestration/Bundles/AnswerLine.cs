using System.Globalization;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>A line that was written elsewhere: an answer or a score, and what it belongs to. A member that nobody knows is refused, because it may be one that was mistyped.</summary>
internal sealed record AnswerLine
{
    private const string Known = "key, item, variant, sample, evaluation, digest, record, error, time, elapsed, usage, value, label, explanation, unscored";

    public KeyId? Key { get; private init; }

    public string? Item { get; private init; }

    public string? Variant { get; private init; }

    public int? Sample { get; private init; }

    public string? Evaluation { get; private init; }

    /// <summary>The digest of the bundle's item that is answered; null when the line does not say.</summary>
    public string? Digest { get; private init; }

    /// <summary>The record's JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Record { get; private init; }

    public RecordError? Error { get; private init; }

    public DateTimeOffset? Time { get; private init; }

    public TimeSpan? Elapsed { get; private init; }

    public Usage? Usage { get; private init; }

    public double? Value { get; private init; }

    public string? Label { get; private init; }

    public string? Explanation { get; private init; }

    public string? Unscored { get; private init; }

    /// <exception cref="ExperimentDataException">It is not such a line.</exception>
    public static AnswerLine Read(ReadOnlySpan<byte> line)
    {
        AnswerLine answer = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        JsonSpanReader reader = new(line);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> name))
        {
            string member = reader.Name(name);
            if (!seen.Add(member)) throw reader.Error($"The member '{member}' stands twice; leave one of them.");
            if (!reader.TryNull()) answer = answer.With(member, ref reader);
        }

        reader.End();
        return answer;
    }

    // What results.jsonl says of scores is passed over: scores are computed anew from what is stored.
    private AnswerLine With(string member, ref JsonSpanReader reader)
    {
        switch (member)
        {
            case "key": return this with { Key = reader.ReadKeyId() };
            case "item": return this with { Item = reader.ReadString() };
            case "variant": return this with { Variant = reader.ReadString() };
            case "sample": return this with { Sample = reader.ReadInteger<int>() };
            case "evaluation": return this with { Evaluation = reader.ReadString() };
            case "digest": return this with { Digest = reader.ReadString() };
            case "record": return this with { Record = reader.ReadRaw().ToArray() };
            case "error": return this with { Error = ReadError(ref reader) };
            case "time": return this with { Time = reader.ReadDateTimeOffset() };
            case "elapsed": return this with { Elapsed = ReadSeconds(ref reader) };
            case "usage": return this with { Usage = ReadUsage(ref reader) };
            case "value": return this with { Value = ReadNumber(ref reader) };
            case "label": return this with { Label = reader.ReadString() };
            case "explanation": return this with { Explanation = reader.ReadString() };
            case "unscored": return this with { Unscored = reader.ReadString() };
            case "scores": reader.Skip(); return this;
            default: throw reader.Error($"There is no member '{member}'; known are {Known}.");
        }
    }

    private static TimeSpan ReadSeconds(ref JsonSpanReader reader)
    {
        double seconds = reader.ReadDouble();
        return seconds is >= 0 and <= 1e9 ? TimeSpan.FromSeconds(seconds) : throw reader.Error($"'elapsed' is a number of seconds from 0, not {seconds.ToString(CultureInfo.InvariantCulture)}.");
    }

    private static Usage ReadUsage(ref JsonSpanReader reader)
    {
        Usage usage = default;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> name))
        {
            string member = reader.Name(name);
            switch (member)
            {
                case "inputTokens": usage = usage with { InputTokens = reader.ReadInteger<long>() }; break;
                case "outputTokens": usage = usage with { OutputTokens = reader.ReadInteger<long>() }; break;
                case "cachedTokens": usage = usage with { CachedTokens = reader.ReadInteger<long>() }; break;
                case "cost": usage = usage with { Cost = reader.TryNull() ? null : reader.ReadDecimal() }; break;
                default: throw reader.Error($"A usage has no member '{member}'; known are inputTokens, outputTokens, cachedTokens, cost.");
            }
        }

        return usage is { InputTokens: >= 0, OutputTokens: >= 0, CachedTokens: >= 0, Cost: null or >= 0 } ? usage : throw reader.Error("A usage has no negative numbers.");
    }

    private static double ReadNumber(ref JsonSpanReader reader)
    {
        double value = reader.ReadDouble();
        return double.IsNaN(value) ? throw reader.Error("A score is a number, not NaN; say why there is none in 'unscored'.") : value;
    }

    private static RecordError ReadError(ref JsonSpanReader reader)
    {
        string? kind = null;
        string? message = null;
        string? type = null;
        string? detail = null;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> name))
        {
            string member = reader.Name(name);
            string? text = reader.TryNull() ? null : reader.ReadString();
            switch (member)
            {
                case "kind": kind = text; break;
                case "message": message = text; break;
                case "type": type = text; break;
                case "detail": detail = text; break;
                default: throw reader.Error($"An error has no member '{member}'; known are kind, message, type, detail.");
            }
        }

        return new(
            string.IsNullOrWhiteSpace(kind) ? throw reader.Error("An error needs a 'kind', a short word to count by, such as refused.") : kind,
            string.IsNullOrWhiteSpace(message) ? throw reader.Error("An error needs a 'message', one sentence.") : message, type, detail);
    }
}
