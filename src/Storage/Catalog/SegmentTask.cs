using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Catalog;

/// <summary>A segment that has lines which are not indexed yet.</summary>
/// <param name="name">The segment.</param>
/// <param name="run">The row of its run.</param>
/// <param name="evaluation">The row of its evaluation; 0 in a journal.</param>
internal sealed class SegmentTask(SegmentName name, long run, long evaluation)
{
    public SegmentName Name => name;

    public long Run => run;

    public long Evaluation => evaluation;

    /// <summary>The row of the segment; 0 while it has none.</summary>
    public long Id { get; set; }

    /// <summary>Where the lines start that are not indexed.</summary>
    public long From { get; init; }

    /// <summary>The bytes to be read, for an estimate.</summary>
    public long Bytes { get; init; }

    public long Epoch { get; private set; }

    public uint Salt { get; private set; }

    /// <summary>The end of the last good line, once all were read.</summary>
    public long GoodEnd { get; set; }

    /// <summary>What the header says of the schemas.</summary>
    public IReadOnlyList<Layout> Layouts { get; private set; } = [];

    /// <summary>Takes what the header says; without one its epoch and salt follow from the name, and no column is known.</summary>
    public void Open(SegmentReader reader)
    {
        Epoch = reader.Header?.Epoch ?? Indexes.StreamScan.EpochOf(name.Writer);
        Salt = reader.Salt;
        if (reader.Header is { } header) Layouts = [.. SchemaObject.ReadAll(header.Schemas.Span).Select(static schema => new Layout(schema.Key, schema.Value))];
    }

    /// <summary>The index of the layout of a schema; -1 when the header does not describe it.</summary>
    public int LayoutOf(ReadOnlySpan<byte> schema)
    {
        for (int i = 0; i < Layouts.Count; i++)
        {
            if (Layouts[i].IsOf(schema)) return i;
        }

        return -1;
    }
}
