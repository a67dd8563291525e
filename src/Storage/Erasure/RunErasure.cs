using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Erasure;

/// <summary>What is to go from one run.</summary>
/// <param name="run">The run.</param>
/// <param name="tasks">The tasks of which every line goes, and all that came of them: those of all runs, where an item or a key is erased.</param>
/// <param name="generations">The generations of which every line goes.</param>
internal sealed class RunErasure(RunFolder run, HashSet<KeyId> tasks, HashSet<KeyId> generations)
{
    public RunFolder Run => run;

    public HashSet<KeyId> Tasks => tasks;

    public HashSet<KeyId> Generations => generations;

    /// <summary>The variants of which every line goes, and what they made.</summary>
    public HashSet<KeyId> Variants { get; } = [];

    /// <summary>The templates and shared texts that go.</summary>
    public HashSet<KeyId> Shared { get; } = [];

    /// <summary>Lines that go whatever they belong to.</summary>
    public HashSet<LinePosition> Lines { get; } = [];

    /// <summary>Decides about a line.</summary>
    /// <param name="stream">The stream that it stands in.</param>
    /// <param name="writer">Its writer.</param>
    /// <param name="reader">Stands at the line.</param>
    /// <param name="records">The places of records that go, or are gone.</param>
    /// <param name="erasure">What stays in their place.</param>
    public LineVerdict Judge(StreamName stream, string writer, SegmentReader reader, HashSet<RecordReference> records, Epitaph erasure)
    {
        bool isHit = Lines.Contains(new(stream.Name, writer, reader.Sequence));
        ReadOnlySpan<byte> line = reader.Line;
        switch (reader.Kind)
        {
            case LineKind.Template or LineKind.Text:
                return Verdict(SharedLines.TryId(line, reader.Body, out KeyId id) && Shared.Contains(id));
            case LineKind.Task:
                return Verdict(isHit || (SharedLines.TryKeyed(line, reader.Body, out KeyId task, out _) && tasks.Contains(task)));
            case LineKind.Variant:
                return Verdict(isHit || (SharedLines.TryKeyed(line, reader.Body, out KeyId variant, out _) && Variants.Contains(variant)));
            case LineKind.Record or LineKind.Reuse:
                int at = reader.Body;
                if (ReuseLine.TryKey(line, ref at, out KeyId key) && generations.Contains(key)) return LineVerdict.Replace(LineKind.Tombstone, TombstoneLine.Body(key, erasure.Time, erasure.Reason));
                return Verdict(isHit);
            case LineKind.Score:
                return Verdict(isHit || IsOfErased(line, reader.Body, records));
            case LineKind.Measurement or LineKind.Event or LineKind.Artifact:
                int member = reader.Body;
                return Verdict(isHit || (LineMembers.TryGeneration(line, ref member, out KeyId? of) && of is { } named && generations.Contains(named)));
            case LineKind.Tombstone when isHit && TombstoneLine.TryRead(line, reader.Body, out KeyId erased, out DateTimeOffset time, out string reason):
                return LineVerdict.Replace(LineKind.Tombstone, TombstoneLine.Body(erased, time, erasure.Mask(reason)));
            default:
                return Verdict(isHit);
        }
    }

    private bool IsOfErased(ReadOnlySpan<byte> line, int at, HashSet<RecordReference> records)
    {
        if (!ReuseLine.TryKey(line, ref at, out KeyId key)) return false;
        return generations.Contains(key) || (RecordPlace.TryRead(line, at, out RecordReference record) && records.Contains(record));
    }

    private static LineVerdict Verdict(bool goes) => goes ? LineVerdict.TakeOut(GapCause.Erased) : LineVerdict.Keep;
}
