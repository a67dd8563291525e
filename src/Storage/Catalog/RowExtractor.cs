using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>Makes rows from lines: the members of the frame, and of a value those that its layout describes. The rest is passed over.</summary>
internal sealed class RowExtractor(RowBatch batch)
{
    private const int MomentLength = 27;
    private const int WrittenMomentLength = 33;

    public bool TryTake(LineKind kind, ReadOnlySpan<byte> line, int body, ref CatalogRow row)
    {
        try
        {
            return kind switch
            {
                LineKind.Record => TryRecord(line, body, ref row),
                LineKind.Reuse => TryReuse(line, body, ref row),
                LineKind.Task => TryTask(line, body, ref row),
                LineKind.Variant => TryVariant(line, body, ref row),
                LineKind.Template or LineKind.Text => TryText(kind, line, body, ref row),
                LineKind.Score => TryScore(line, body, ref row),
                LineKind.Transform => TryTransform(line, body, ref row),
                LineKind.Measurement => TryMeasurement(line, body, ref row),
                _ => false,
            };
        }
        catch (ExperimentDataException)
        {
            // A good line whose members are not those of its kind: verify names it, and no reader takes it.
            return false;
        }
    }

    private bool TryRecord(ReadOnlySpan<byte> line, int body, ref CatalogRow row)
    {
        row.Table = CatalogTable.Records;
        if (!RecordLine.TryReadEnvelope(line, body, out RecordEnvelope envelope, out int at)) return false;
        row.Key = envelope.Generation;
        row.Succeeded = Line.Skip(line, ref at, ",\"schema\":"u8);
        if (!row.Succeeded && !line[at..].StartsWith(",\"error\":"u8)) return false;
        batch.Push(envelope.Task);
        batch.Push(envelope.Variant);
        batch.Push(envelope.Sample);
        batch.Push(envelope.Attempt);
        batch.Push(row.Succeeded ? 1 : 0);
        PushMoment(envelope.Time);
        batch.Push(envelope.Elapsed.Ticks / (double)TimeSpan.TicksPerSecond);
        if (!row.Succeeded)
        {
            batch.PushText(Encoding.UTF8.GetBytes(RecordLine.Error(line)?.Kind ?? ""));
            PushCall(envelope);
            return true;
        }

        batch.Push(default(CatalogValue));
        PushCall(envelope);
        return TryColumns(line, at, ",\"record\":"u8, ref row);
    }

    // The schema's id stands at the offset; the version may stand before the value.
    private bool TryColumns(ReadOnlySpan<byte> line, int at, ReadOnlySpan<byte> member, ref CatalogRow row)
    {
        JsonSpanReader id = new(line[at..]);
        row.Schema = Text(ref id);
        at += id.Position;
        int value = line[at..].IndexOf(member);
        if (value < 0) return false;
        SetColumns(line[(at + value + member.Length)..^Line.SuffixLength], ref row);
        return true;
    }

    private void SetColumns(ReadOnlySpan<byte> json, ref CatalogRow row)
    {
        row.Layout = batch.Segment.LayoutOf(batch.Bytes(row.Schema));
        if (row.Layout >= 0 && !TryColumns(json, batch.Segment.Layouts[row.Layout])) row.Layout = -1;
    }

    // False when a column is not as described: then no column is known, and a query reads the value itself.
    private bool TryColumns(ReadOnlySpan<byte> json, Layout layout)
    {
        int first = batch.NextValue;
        for (int i = 0; i < layout.Columns.Length; i++) batch.Push(default(CatalogValue));
        int found = 0;
        try
        {
            JsonSpanReader reader = new(json);
            reader.BeginObject();
            // The values behind the last column need not be looked at.
            for (int expected = 0; found < layout.Columns.Length && reader.NextMember(out ReadOnlySpan<byte> name); )
            {
                int column = layout.Find(name, expected);
                if (column < 0)
                {
                    reader.Skip();
                    continue;
                }

                batch.Set(first + column, Read(ref reader, layout.Columns[column].Form));
                expected = column + 1;
                found++;
            }
        }
        catch (ExperimentDataException)
        {
            found = -1;
        }

        if (found == layout.Columns.Length) return true;
        batch.CutValues(first);
        return false;
    }

    private CatalogValue Read(ref JsonSpanReader reader, ColumnForm form)
    {
        if (reader.TryNull()) return default;
        return form switch
        {
            ColumnForm.Text => Text(ref reader),
            ColumnForm.Integer => CatalogValue.Of(reader.ReadInteger<long>()),
            ColumnForm.Boolean => CatalogValue.Of(reader.ReadBoolean() ? 1 : 0),
            ColumnForm.Real => CatalogValue.Of(reader.ReadDouble()),
            ColumnForm.Single => CatalogValue.Of((double)reader.ReadSingle()),
            ColumnForm.Decimal => CatalogValue.Of((double)reader.ReadDecimal()),
            ColumnForm.Unsigned => CatalogValue.Of((double)reader.ReadInteger<ulong>()),
            ColumnForm.Int128 => CatalogValue.Of((double)reader.ReadInteger<Int128>()),
            ColumnForm.UInt128 => CatalogValue.Of((double)reader.ReadInteger<UInt128>()),
            ColumnForm.BigInteger => CatalogValue.Of((double)reader.ReadInteger<BigInteger>()),
            ColumnForm.Moment => batch.Keep(Encoding.UTF8.GetBytes(ColumnValue.Of(reader.ReadDateTimeOffset()).Text)),
            _ => CatalogValue.Of(reader.ReadTimeSpan().Ticks),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReuse(ReadOnlySpan<byte> line, int body, ref CatalogRow row)
    {
        row.Table = CatalogTable.Reuses;
        row.Succeeded = true;
        if (!ReuseLine.TryIndex(line, body, out row.Key, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)) return false;
        PushReference(run, writer, sequence);
        return true;
    }

    private bool TryTask(ReadOnlySpan<byte> line, int body, ref CatalogRow row)
    {
        row.Table = CatalogTable.Tasks;
        if (!SharedLines.TryKeyed(line, body, out row.Key, out int at, out ReadOnlySpan<byte> schema) || !Line.Skip(line, ref at, ",\"item\":"u8)) return false;
        row.Schema = batch.Keep(schema);
        JsonSpanReader item = new(line[at..]);
        batch.Push(Text(ref item));
        at += item.Position;
        if (Line.Skip(line, ref at, ",\"revised\":\""u8) && !Line.TryPlainText(line, ref at, out _)) return false;
        if (!Line.Skip(line, ref at, ",\"task\":"u8)) return false;
        SetColumns(line[at..^Line.SuffixLength], ref row);
        return true;
    }

    private bool TryVariant(ReadOnlySpan<byte> line, int body, ref CatalogRow row)
    {
        row.Table = CatalogTable.Variants;
        if (!SharedLines.TryKeyed(line, body, out row.Key, out int at, out ReadOnlySpan<byte> schema)) return false;
        row.Schema = batch.Keep(schema);
        return PushMember(line, ref at, ",\"name\":"u8) && PushMember(line, ref at, ",\"code\":"u8);
    }

    private bool TryText(LineKind kind, ReadOnlySpan<byte> line, int body, ref CatalogRow row)
    {
        row.Table = CatalogTable.Texts;
        batch.PushText(kind == LineKind.Text ? "text"u8 : "template"u8);
        return SharedLines.TryId(line, body, out row.Key);
    }

    // Compiled well at once: ten thousand lines are indexed before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryScore(ReadOnlySpan<byte> line, int at, ref CatalogRow row)
    {
        row.Table = CatalogTable.Scores;
        if (!ReuseLine.TryKey(line, ref at, out row.Key) || !ReuseLine.TryReference(line, ref at, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)) return false;
        batch.Push(batch.Segment.Evaluation);
        PushReference(run, writer, sequence);
        if (!Line.Skip(line, ref at, ",\"output\":\""u8) || !Line.TryId(line, ref at, out _) || !ScoreLine.TryTransform(line, ref at, out _)) return false;
        if (!Line.Skip(line, ref at, ",\"references\":\""u8) || !Line.TryId(line, ref at, out _)) return false;
        if (!Line.Skip(line, ref at, ",\"time\":"u8)) return false;
        DateTimeOffset made = ReadMoment(line, ref at);
        if (!Line.Skip(line, ref at, ",\"value\":"u8)) return false;
        JsonSpanReader value = new(line[at..]);
        batch.Push(value.TryNull() ? default : CatalogValue.Of(value.ReadDouble()));
        at += value.Position;
        if (!PushMember(line, ref at, ",\"label\":"u8) || !Line.Skip(line, ref at, ",\"explanation\":"u8)) return false;
        JsonSpanReader explanation = new(line[at..]);
        explanation.Skip();
        at += explanation.Position;
        if (!PushMember(line, ref at, ",\"unscored\":"u8) || !Line.Skip(line, ref at, ",\"error\":"u8)) return false;
        JsonSpanReader error = new(line[at..]);
        batch.Push(error.TryNull() ? default : batch.Keep(Encoding.UTF8.GetBytes(ErrorObject.Read(ref error).Kind)));
        PushMoment(made);
        PushUsage(ScoreLine.UsageOf(line));
        return true;
    }

    private bool TryTransform(ReadOnlySpan<byte> line, int at, ref CatalogRow row)
    {
        row.Table = CatalogTable.Transforms;
        if (!TransformLine.TryRead(line, at, out TransformLine read)) return false;
        row.Key = read.Generation;
        row.Group = read.Transform;
        batch.Push(read.Transform);
        batch.PushText(read.NameOf(line));
        PushReference(read.RunOf(line), read.WriterOf(line), read.Sequence);
        batch.Push(read.Input);
        if (read.Outcome == TransformOutcome.Failed) batch.Push(default(CatalogValue));
        else batch.Push(read.Output);
        PushKnown(TransformLine.Reason(line, read));
        PushKnown(TransformLine.Error(line, read)?.Kind);
        JsonSpanReader time = new(read.TimeOf(line));
        PushMoment(time.ReadDateTimeOffset());
        PushUsage(read.Usage);
        return true;
    }

    private bool TryMeasurement(ReadOnlySpan<byte> line, int at, ref CatalogRow row)
    {
        row.Table = CatalogTable.Measurements;
        if (!LineMembers.TryRead(line, ref at, out KeyId? generation, out ReadOnlySpan<byte> name, out DateTimeOffset time)) return false;
        row.HasKey = generation is not null;
        row.Key = generation ?? default;
        if (!Line.Skip(line, ref at, ",\"step\":"u8) || !Line.TryNumber(line, ref at, out long step) || !Line.Skip(line, ref at, ",\"value\":"u8)) return false;
        JsonSpanReader value = new(line[at..]);
        batch.PushText(name);
        batch.Push(step);
        batch.Push(value.ReadDouble());
        PushMoment(time);
        return true;
    }

    private void PushCall(in RecordEnvelope envelope)
    {
        PushUsage(envelope.Usage);
        if (envelope.Outcome == AnswerOutcome.Complete) batch.Push(default(CatalogValue));
        else batch.PushText(envelope.Outcome == AnswerOutcome.Refused ? "refused"u8 : "truncated"u8);
    }

    private void PushUsage(Usage? said)
    {
        if (said is not { } usage)
        {
            for (int i = 0; i < 4; i++) batch.Push(default(CatalogValue));
            return;
        }

        batch.Push(usage.InputTokens);
        batch.Push(usage.OutputTokens);
        batch.Push(usage.CachedTokens);
        batch.Push(usage.Cost is { } cost ? CatalogValue.Of((double)cost) : default);
    }

    private void PushKnown(string? text) => batch.Push(text is null ? default : batch.Keep(Encoding.UTF8.GetBytes(text)));

    private void PushReference(ReadOnlySpan<byte> run, ReadOnlySpan<byte> writer, long sequence)
    {
        batch.PushText(run);
        batch.PushText(writer);
        batch.Push(sequence);
    }

    private bool PushMember(ReadOnlySpan<byte> line, ref int at, ReadOnlySpan<byte> name)
    {
        if (!Line.Skip(line, ref at, name)) return false;
        JsonSpanReader reader = new(line[at..]);
        batch.Push(reader.TryNull() ? default : Text(ref reader));
        at += reader.Position;
        return true;
    }

    // In the one form in which moments are written it takes a quarter of the time.
    private static DateTimeOffset ReadMoment(ReadOnlySpan<byte> line, ref int at)
    {
        ReadOnlySpan<byte> value = line.Slice(at, Math.Min(WrittenMomentLength + 2, line.Length - at));
        if (value.Length == WrittenMomentLength + 2 && value[0] == (byte)'"' && value.EndsWith("+00:00\""u8) && Utf8Parser.TryParse(value[1..^1], out DateTimeOffset time, out int used, 'O') && used == WrittenMomentLength)
        {
            at += value.Length;
            return time;
        }

        JsonSpanReader reader = new(line[at..]);
        DateTimeOffset read = reader.ReadDateTimeOffset();
        at += reader.Position;
        return read;
    }

    // As a column has it: the order of the texts is that of the moments.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PushMoment(DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[MomentLength + 1];
        time.UtcDateTime.TryFormat(text, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
        batch.PushText(text);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CatalogValue Text(ref JsonSpanReader reader)
    {
        ReadOnlySpan<byte> raw = reader.ReadRaw();
        if (raw[0] == '"') return batch.Keep(raw.Contains((byte)'\\') ? Unescaped(raw) : raw[1..^1]);
        JsonSpanReader shared = new(raw);
        shared.BeginObject();
        if (!shared.NextMember(out ReadOnlySpan<byte> name) || !name.SequenceEqual("$text"u8)) throw shared.Error("A text is expected here.");
        return batch.Keep(CatalogValueKind.SharedText, shared.ReadKeyId());
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> raw)
    {
        JsonSpanReader reader = new(raw);
        return Encoding.UTF8.GetBytes(reader.ReadString());
    }
}
