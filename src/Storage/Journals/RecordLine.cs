using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>The members of a record's or a failure's line.</summary>
internal static class RecordLine
{
    public static void WriteRecord<TRecord>(ref JsonSpanWriter writer, in RecordEnvelope envelope, TRecord record, ITextRedaction? redaction, out int json)
        where TRecord : IExperimentRecord<TRecord>
    {
        WriteEnvelope(ref writer, envelope);
        writer.Raw(",\"schema\":"u8);
        writer.Value(TRecord.Schema.Id);
        writer.Raw(",\"version\":"u8);
        writer.Value(TRecord.Schema.Version);
        writer.Raw(",\"record\":"u8);
        json = writer.Written.Length;
        writer.Redaction = redaction;
        TRecord.Write(ref writer, record);
        writer.Redaction = null;
    }

    public static void WriteFailure(ref JsonSpanWriter writer, in RecordEnvelope envelope, RecordError error, ITextRedaction? redaction)
    {
        WriteEnvelope(ref writer, envelope);
        writer.Raw(",\"error\":"u8);
        writer.Redaction = redaction;
        ErrorObject.Write(ref writer, error);
        writer.Redaction = null;
    }

    /// <summary>Reads what an index needs; false when the line is no record's.</summary>
    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryIndex(ReadOnlySpan<byte> line, int at, out KeyId key, out int attempt, out bool succeeded)
    {
        attempt = 0;
        succeeded = false;
        if (!TryHead(line, ref at, out key, out _, out _, out _, out attempt)) return false;
        // The time has a fixed width; the duration has digits and a point.
        if (!Line.Skip(line, ref at, ",\"time\":\""u8) || !Line.TryPlainText(line, ref at, out _) || !Line.Skip(line, ref at, ",\"elapsed\":"u8)) return false;
        int comma = line[at..].IndexOf((byte)',');
        if (comma < 0) return false;
        at += comma;
        if (!CallMembers.TrySkip(line, ref at)) return false;
        succeeded = Line.Skip(line, ref at, ",\"schema\":"u8);
        return succeeded || Line.Skip(line, ref at, ",\"error\":"u8);
    }

    public static bool TryReadEnvelope(ReadOnlySpan<byte> line, int at, out RecordEnvelope envelope) => TryReadEnvelope(line, at, out envelope, out _);

    /// <param name="line">The line.</param>
    /// <param name="at">Where its members start.</param>
    /// <param name="envelope">What they say.</param>
    /// <param name="end">Where the schema or the error stands.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReadEnvelope(ReadOnlySpan<byte> line, int at, out RecordEnvelope envelope, out int end)
    {
        envelope = default;
        end = at;
        if (!TryHead(line, ref at, out KeyId key, out KeyId task, out KeyId variant, out int sample, out int attempt)) return false;
        if (!Line.Skip(line, ref at, ",\"time\":\""u8) || !Line.TryPlainText(line, ref at, out ReadOnlySpan<byte> time) || !TryTime(time, out DateTimeOffset ended)) return false;
        if (!Line.Skip(line, ref at, ",\"elapsed\":"u8) || !TrySeconds(line, ref at, out long ticks)) return false;
        if (!CallMembers.TryRead(line, ref at, out Usage? usage, out AnswerOutcome outcome)) return false;
        end = at;
        envelope = new(key, task, variant, sample, attempt, ended, new TimeSpan(ticks)) { Usage = usage, Outcome = outcome };
        return true;
    }

    /// <summary>The bytes of the record's JSON; empty when the line is a failure's.</summary>
    public static ReadOnlySpan<byte> Json(ReadOnlySpan<byte> line, out string schemaId)
    {
        schemaId = "";
        // No text of the user stands before this member.
        int schema = line.IndexOf(",\"schema\":"u8);
        int error = line.IndexOf(",\"error\":"u8);
        if (schema < 0 || (error >= 0 && error < schema)) return [];
        JsonSpanReader id = new(line[(schema + 10)..]);
        schemaId = id.ReadString();
        int record = schema + 10 + id.Position;
        record += line[record..].IndexOf(",\"record\":"u8) + 10;
        return line[record..^Line.SuffixLength];
    }

    /// <summary>The error of a failure's line; null when it is a record's.</summary>
    public static RecordError? Error(ReadOnlySpan<byte> line)
    {
        int schema = line.IndexOf(",\"schema\":"u8);
        int error = line.IndexOf(",\"error\":"u8);
        if (error < 0 || (schema >= 0 && schema < error)) return null;
        JsonSpanReader reader = new(line[(error + 9)..]);
        return ErrorObject.Read(ref reader);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryHead(ReadOnlySpan<byte> line, ref int at, out KeyId key, out KeyId task, out KeyId variant, out int sample, out int attempt)
    {
        task = variant = default;
        sample = attempt = 0;
        return MemberId(line, ref at, ",\"key\":\""u8, out key)
            && MemberId(line, ref at, ",\"task\":\""u8, out task)
            && MemberId(line, ref at, ",\"variant\":\""u8, out variant)
            && MemberNumber(line, ref at, ",\"sample\":"u8, out sample)
            && MemberNumber(line, ref at, ",\"attempt\":"u8, out attempt);
    }

    private static bool MemberId(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> name, out KeyId id)
    {
        id = default;
        return Line.Skip(line, ref at, name) && Line.TryId(line, ref at, out id);
    }

    private static bool MemberNumber(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> name, out int number)
    {
        number = 0;
        if (!Line.Skip(line, ref at, name) || !Line.TryNumber(line, ref at, out long value) || value is < 0 or > int.MaxValue) return false;
        number = (int)value;
        return true;
    }

    private static void WriteEnvelope(ref JsonSpanWriter writer, in RecordEnvelope envelope)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(envelope.Elapsed.Ticks, nameof(envelope));
        ArgumentOutOfRangeException.ThrowIfNegative(envelope.Sample, nameof(envelope));
        ArgumentOutOfRangeException.ThrowIfNegative(envelope.Attempt, nameof(envelope));
        writer.Raw(",\"key\":"u8);
        writer.Value(envelope.Generation);
        writer.Raw(",\"task\":"u8);
        writer.Value(envelope.Task);
        writer.Raw(",\"variant\":"u8);
        writer.Value(envelope.Variant);
        writer.Raw(",\"sample\":"u8);
        writer.Value(envelope.Sample);
        writer.Raw(",\"attempt\":"u8);
        writer.Value(envelope.Attempt);
        writer.Raw(",\"time\":"u8);
        writer.Value(envelope.Time.ToUniversalTime());
        writer.Raw(",\"elapsed\":"u8);
        WriteSeconds(ref writer, envelope.Elapsed.Ticks);
        CallMembers.Write(ref writer, envelope.Usage, envelope.Outcome);
    }

    // Seconds to 100 ns, exactly: ten times as fast as formatting a decimal.
    private static void WriteSeconds(ref JsonSpanWriter writer, long ticks)
    {
        writer.Value(ticks / TimeSpan.TicksPerSecond);
        Span<byte> fraction = stackalloc byte[8];
        fraction[0] = (byte)'.';
        long rest = ticks % TimeSpan.TicksPerSecond;
        for (int i = 7; i > 0; i--, rest /= 10) fraction[i] = (byte)('0' + rest % 10);
        writer.Raw(fraction);
    }

    // Moments are written in one form; what another writer says in another one is read too.
    private static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset time) =>
        (Utf8Parser.TryParse(text, out time, out int used, 'O') && used == text.Length)
        || DateTimeOffset.TryParse(Encoding.ASCII.GetString(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    // As it is written: digits, a point and seven digits; any other number is read by its value.
    private static bool TrySeconds(ReadOnlySpan<byte> line, ref int at, out long ticks)
    {
        int start = at;
        ticks = 0;
        if (Line.TryNumber(line, ref at, out long whole) && whole is >= 0 and < long.MaxValue / TimeSpan.TicksPerSecond && line.Length - at > 8 && line[at] == '.' && line[at + 8] == ',')
        {
            int point = at++;
            if (Line.TryNumber(line, ref at, out long fraction) && at == point + 8 && fraction >= 0)
            {
                ticks = whole * TimeSpan.TicksPerSecond + fraction;
                return true;
            }
        }

        at = start;
        JsonSpanReader elapsed = new(line[at..]);
        decimal exact = elapsed.ReadDecimal() * TimeSpan.TicksPerSecond;
        at += elapsed.Position;
        if (exact is < 0 or > long.MaxValue) return false;
        ticks = (long)exact;
        return true;
    }
}
