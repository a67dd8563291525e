using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Storage.Streaming;

/// <summary>Reads columns from a record's JSON. Only where a column can't read JSON itself the record is decoded.</summary>
internal sealed class ColumnReader<TRecord>(Column<TRecord>[] columns)
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly bool _decodes = Array.Exists(columns, static column => !column.ReadsJson);

    /// <summary>What an attempt without a record has.</summary>
    public ImmutableArray<ColumnValue> None { get; } = [.. new ColumnValue[columns.Length]];

    public ImmutableArray<ColumnValue> Read(ReadOnlySpan<byte> json, ISharedContentSource shared)
    {
        ImmutableArray<ColumnValue>.Builder values = ImmutableArray.CreateBuilder<ColumnValue>(columns.Length);
        values.Count = columns.Length;
        if (_decodes) Decode(json, shared, values);
        else Scan(json, shared, values);
        return values.MoveToImmutable();
    }

    private void Decode(ReadOnlySpan<byte> json, ISharedContentSource shared, ImmutableArray<ColumnValue>.Builder values)
    {
        TRecord record = Json.Read<TRecord>(json, shared);
        for (int i = 0; i < columns.Length; i++) values[i] = columns[i].Read(record);
    }

    private void Scan(ReadOnlySpan<byte> json, ISharedContentSource shared, ImmutableArray<ColumnValue>.Builder values)
    {
        JsonSpanReader reader = new(json, shared);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> name))
        {
            int column = Find(name);
            if (column < 0)
            {
                reader.Skip();
                continue;
            }

            values[column] = columns[column].ReadJson(ref reader);
            // The same column may be asked for twice.
            for (int i = column + 1; i < columns.Length; i++)
            {
                if (columns[i] == columns[column]) values[i] = values[column];
            }
        }
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].IsNamed(name)) return i;
        }

        return -1;
    }
}
