using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// Where everything of a run's journal is, from one pass over its segments. Of two lines with one key the winner is a success before a
/// failure, then the higher epoch, the later writer, the higher sequence.
/// </summary>
internal sealed class RunIndex : IDisposable
{
    private readonly KeyTable _keys = new();
    private readonly ChunkedList<GenerationEntry> _generations = new();
    private readonly ReuseSources _sources = new();
    private readonly ChunkedList<TaskContent> _contents = new();
    private readonly RunFolder _run;

    private RunIndex(FileOperations files, RunFolder run)
    {
        _run = run;
        Lines = new(files);
    }

    public LineSource Lines { get; }

    /// <summary>Lines that are streamed on demand: measurements, events, artifacts.</summary>
    public SideLines Side { get; } = new();

    /// <summary>What the transforms made of the records.</summary>
    public TransformTable Transforms { get; } = new();

    public LocationTable Tasks { get; } = new();

    public LocationTable Shared { get; } = new();

    /// <summary>The lines of variants: few, and one key has several when its code changed.</summary>
    public List<LineLocation> Variants { get; } = [];

    /// <summary>The generations of which something was erased from the run: what was appended since counts.</summary>
    public HashSet<KeyId> Erased { get; } = [];

    public DamageReport Damage { get; private set; } = DamageReport.None;

    public int Count => _keys.Count;

    /// <summary>Reads the journal of a run.</summary>
    /// <exception cref="StoreException">A segment can't be read or is of a newer format.</exception>
    public static RunIndex Read(FileOperations files, RunFolder run, RunEnds? ends = null)
    {
        RunIndex index = new(files, run);
        DamageLog damage = new();
        try
        {
            StreamScan.Read(files, run.Journal, index.Lines, damage, index.Take, ends);
        }
        catch
        {
            index.Dispose();
            throw;
        }

        index.Damage = damage.ToReport();
        return index;
    }

    public bool TryGet(KeyId key, out StoredGeneration found)
    {
        int number = _keys.Find(key);
        found = number < 0 ? default : ToGeneration(number);
        return number >= 0;
    }

    /// <summary>The content of the newest version of a task; null when the run does not hold it.</summary>
    public TaskContent? ContentOf(KeyId task) => Tasks.Find(task) is var number and >= 0 ? _contents[number] : null;

    public StoredGeneration this[int number] => ToGeneration(number);

    /// <inheritdoc/>
    public void Dispose() => Lines.Dispose();

    private StoredGeneration ToGeneration(int number)
    {
        GenerationEntry entry = _generations[number];
        RecordReference reference = entry.Source >= 0 ? _sources[entry.Source] : new(_run.Id, Lines.Segments[entry.Segment].Name.Writer, entry.Sequence);
        return new(_keys[number], entry.Succeeded, entry.Source >= 0, entry.HighestAttempt, reference, new(entry.Segment, entry.Offset, entry.Length));
    }

    private bool Take(SegmentReader reader, int segment)
    {
        ReadOnlySpan<byte> line = reader.Line;
        LineLocation location = new(segment, reader.Offset, line.Length);
        switch (reader.Kind)
        {
            case LineKind.Record:
                if (!RecordLine.TryIndex(line, reader.Body, out KeyId key, out int attempt, out bool succeeded)) return false;
                Take(key, new(location.Offset, reader.Sequence, location.Length, segment, GenerationEntry.Pack(attempt, succeeded), -1));
                return true;
            case LineKind.Reuse:
                if (!ReuseLine.TryIndex(line, reader.Body, out key, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)) return false;
                int source = _sources.Add(run, writer, sequence);
                if (source >= 0) Take(key, new(location.Offset, reader.Sequence, location.Length, segment, GenerationEntry.Pack(0, true), source));
                return source >= 0;
            case LineKind.Transform:
                return Transforms.Take(reader, segment);
            case LineKind.Task:
                if (!SharedLines.TryTask(line, reader.Body, out key, out ReadOnlySpan<byte> json)) return false;
                Take(Tasks.Set(key, location), TaskContent.OfJson(json));
                Side.Note(LineKind.Task, segment, reader.Sequence, location.Offset);
                return true;
            case LineKind.Variant:
                if (!SharedLines.TryKeyed(line, reader.Body, out key, out _)) return false;
                Variants.Add(location);
                return true;
            case LineKind.Template or LineKind.Text:
                if (!SharedLines.TryId(line, reader.Body, out key)) return false;
                Shared.Set(key, location);
                return true;
            case LineKind.Measurement or LineKind.Event or LineKind.Artifact:
                Side.Note(reader.Kind, segment, reader.Sequence, location.Offset);
                return true;
            case LineKind.Tombstone:
                int member = reader.Body;
                if (!ReuseLine.TryKey(line, ref member, out key)) return false;
                Erased.Add(key);
                return true;
            default:
                return true;
        }
    }

    private void Take(int task, TaskContent content)
    {
        if (task == _contents.Count) _contents.Add(content);
        else _contents[task] = content;
    }

    private void Take(KeyId key, GenerationEntry entry)
    {
        int number = _keys.Add(key, out bool isNew);
        if (isNew)
        {
            _generations.Add(entry);
            return;
        }

        ref GenerationEntry known = ref _generations[number];
        int attempts = Math.Max(known.HighestAttempt, entry.HighestAttempt);
        GenerationEntry winner = Compare(entry, known) >= 0 ? entry : known;
        known = winner with { Attempts = GenerationEntry.Pack(attempts, winner.Succeeded) };
    }

    private int Compare(GenerationEntry left, GenerationEntry right)
    {
        if (left.Succeeded != right.Succeeded) return left.Succeeded ? 1 : -1;
        if (left.Segment == right.Segment) return left.Sequence.CompareTo(right.Sequence);
        SegmentInfo leftSegment = Lines.Segments[left.Segment];
        SegmentInfo rightSegment = Lines.Segments[right.Segment];
        int order = leftSegment.Epoch.CompareTo(rightSegment.Epoch);
        if (order == 0) order = SegmentName.CompareWriters(leftSegment.Name.Writer, rightSegment.Name.Writer);
        return order != 0 ? order : left.Sequence.CompareTo(right.Sequence);
    }
}
