using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>
/// Records that are read while they are asked for, one in memory at a time. Each enumeration reads anew what is durable then; a run may be
/// written meanwhile. Damaged lines are passed over and listed in <see cref="Damage"/>. Nothing is opened before the first record is asked for.
/// </summary>
public sealed class RecordSequence
{
    private readonly RecordCursor.Open _open;
    private DamageLog _damage = new();

    internal RecordSequence(RecordCursor.Open open) => _open = open;

    /// <summary>What the latest enumeration found that was not as it was written. Of an opened run's winners the reader says it.</summary>
    public DamageReport Damage => _damage.ToReport();

    /// <summary>What is known of each attempt without reading what came out.</summary>
    /// <exception cref="StoreException">A file can't be read.</exception>
    public IEnumerable<StreamedEnvelope> Envelopes()
    {
        using RecordCursor cursor = Open();
        while (cursor.Next()) yield return Head(cursor, out _);
    }

    /// <summary>Each attempt with its record as a value.</summary>
    /// <exception cref="StoreException">A file can't be read, or a record is of another type.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public IEnumerable<StreamedRecord<TRecord>> Records<TRecord>()
        where TRecord : IExperimentRecord<TRecord>
    {
        SchemaName schema = new(TRecord.Schema.Id);
        using RecordCursor cursor = Open();
        while (cursor.Next()) yield return Read<TRecord>(cursor, schema);
    }

    /// <summary>Each attempt with some columns of its record: the other members, large texts among them, are checked and not decoded.</summary>
    /// <exception cref="StoreException">A file can't be read, or a record is of another type.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public IEnumerable<StreamedRow> Select<TRecord>(params Column<TRecord>[] columns)
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(columns);
        return SelectFrom(new ColumnReader<TRecord>(columns));
    }

    /// <summary>Each attempt with the exact JSON of its record.</summary>
    /// <exception cref="StoreException">A file can't be read.</exception>
    public IEnumerable<StreamedJson> Json()
    {
        using RecordCursor cursor = Open();
        while (cursor.Next()) yield return ReadJson(cursor);
    }

    private IEnumerable<StreamedRow> SelectFrom<TRecord>(ColumnReader<TRecord> columns)
        where TRecord : IExperimentRecord<TRecord>
    {
        SchemaName schema = new(TRecord.Schema.Id);
        using RecordCursor cursor = Open();
        while (cursor.Next())
        {
            StreamedEnvelope head = Head(cursor, out int at);
            yield return new(head, head.Succeeded ? columns.Read(schema.JsonOf(cursor, at), cursor.Shared) : columns.None);
        }
    }

    private RecordCursor Open() => _open(_damage = new());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static StreamedRecord<TRecord> Read<TRecord>(RecordCursor cursor, SchemaName schema)
        where TRecord : IExperimentRecord<TRecord>
    {
        StreamedEnvelope head = Head(cursor, out int at);
        return head.Succeeded
            ? new(head, Runtime.Codecs.Json.Read<TRecord>(schema.JsonOf(cursor, at), cursor.Shared), null)
            : new(head, default, RecordLine.Error(cursor.Line));
    }

    private static StreamedJson ReadJson(RecordCursor cursor)
    {
        StreamedEnvelope head = Head(cursor, out _);
        return head.Succeeded
            ? new(head, SchemaIdOf(cursor.Line, out byte[] json), json, null)
            : new(head, "", default, RecordLine.Error(cursor.Line));
    }

    private static string SchemaIdOf(ReadOnlySpan<byte> line, out byte[] json)
    {
        json = RecordLine.Json(line, out string schemaId).ToArray();
        return schemaId;
    }

    private static StreamedEnvelope Head(RecordCursor cursor, out int at)
    {
        ReadOnlySpan<byte> line = cursor.Line;
        if (!RecordLine.TryReadEnvelope(line, cursor.Body, out RecordEnvelope envelope, out at)) throw cursor.Refuse("has not the members of a record");
        return new(envelope, cursor.Reference, cursor.IsReuse, line[at..].StartsWith(",\"schema\":"u8));
    }
}
