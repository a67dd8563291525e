using System.Text;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Ahead;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// Where everything of a run's journal is, from one pass over its segments. Of two lines with one key the winner is a success before a
/// failure, then the higher epoch, the later writer, the higher sequence.
/// </summary>
internal sealed class RunIndex : IDisposable, IBlockTaker
{
    private readonly SpillFile _spill;
    private readonly KeyTable _keys;
    private readonly ChunkedList<GenerationEntry> _generations;
    private readonly ReuseSources _sources;
    private readonly TaskTable? _read;
    private readonly Lazy<TaskTable> _tasks;
    private readonly RunFolder _run;

    private RunIndex(FileOperations files, RunFolder run, bool wantsTasks, int expected)
    {
        _run = run;
        Lines = new(files);
        _spill = new(files);
        _keys = new(_spill, expected);
        _generations = new(_spill);
        _sources = new(_spill);
        Transforms = new(_keys, _spill);
        Shared = new(_spill);
        _read = wantsTasks ? new(_spill) : null;
        _tasks = _read is null ? new(() => TaskTable.Read(files, Lines.Segments, Side, _spill)) : new(_read);
    }

    public LineSource Lines { get; }

    /// <summary>Lines that are streamed on demand: measurements, events, artifacts.</summary>
    public SideLines Side { get; } = new();

    /// <summary>What the transforms made of the records.</summary>
    public TransformTable Transforms { get; }

    /// <summary>The tasks; of an index that was read without them their lines are read now.</summary>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public TaskTable Tasks => _tasks.Value;

    /// <summary>The generations, numbered.</summary>
    public KeyTable Keys => _keys;

    public LocationTable Shared { get; }

    /// <summary>The lines of variants: few, and one key has several when its code changed.</summary>
    public List<LineLocation> Variants { get; } = [];

    /// <summary>The generations of which something was erased from the run: what was appended since counts.</summary>
    public HashSet<KeyId> Erased { get; } = [];

    public DamageReport Damage { get; private set; } = DamageReport.None;

    public int Count => _keys.Count;

    /// <summary>Reads the journal of a run.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="run">The run.</param>
    /// <param name="ends">How far its writers had come when that was noted last.</param>
    /// <param name="wantsTasks">Whether somebody will ask for tasks: without it they are read when somebody does, by a second pass.</param>
    /// <param name="expected">How many generations there may be.</param>
    /// <exception cref="StoreException">A segment can't be read or is of a newer format.</exception>
    public static RunIndex Read(FileOperations files, RunFolder run, RunEnds? ends = null, bool wantsTasks = true, int expected = 0)
    {
        RunIndex index = new(files, run, wantsTasks, expected);
        DamageLog damage = new();
        try
        {
            StreamScan.Read(files, run.Journal, index.Lines, damage, index.Take, ends, index);
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

    /// <summary>Whether what counts of a generation is this record.</summary>
    public bool Counts(int generation, ReadOnlySpan<byte> run, ReadOnlySpan<byte> writer, long sequence)
    {
        GenerationEntry entry = _generations[generation];
        if (entry.Source < 0) return entry.Sequence == sequence && Ascii.Equals(writer, Lines.Segments[entry.Segment].Name.Writer) && Ascii.Equals(run, _run.Id.Text);
        RecordReference source = _sources[entry.Source];
        return source.Sequence == sequence && Ascii.Equals(writer, source.Writer) && Ascii.Equals(run, source.Run.Text);
    }

    public StoredGeneration this[int number] => ToGeneration(number);

    /// <inheritdoc/>
    public void Dispose()
    {
        Lines.Dispose();
        _spill.Dispose();
    }

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
                RunHead record = reader.Heads is RunHeads ahead ? ahead[reader.HeadIndex] : RunHead.OfRecord(line, reader.Body);
                if (record.IsGood) Take(record.Key, new(location.Offset, reader.Sequence, location.Length, segment, record.Attempts, -1));
                return record.IsGood;
            case LineKind.Reuse:
                if (!ReuseLine.TryIndex(line, reader.Body, out KeyId key, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)) return false;
                int source = _sources.Add(run, writer, sequence);
                if (source >= 0) Take(key, new(location.Offset, reader.Sequence, location.Length, segment, GenerationEntry.Pack(0, true), source));
                return source >= 0;
            case LineKind.Transform:
                return TryTransform(reader, out TransformLine transform) && Transforms.Take(transform, reader, segment);
            case LineKind.Task:
                RunHead task = reader.Heads is RunHeads tasks ? tasks[reader.HeadIndex] : RunHead.OfTask(line, reader.Body);
                if (!task.IsGood) return false;
                _read?.Take(task.Key, location, task.Content);
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

    private static bool TryTransform(SegmentReader reader, out TransformLine transform) =>
        reader.Heads is RunHeads ahead ? ahead.TryTransform(reader.HeadIndex, out transform) : TransformLine.TryRead(reader.Line, reader.Body, out transform);

    LineHeads IBlockTaker.NewHeads() => new RunHeads();

    // Each look-up waits for memory; those of many keys in a row wait together.
    void IBlockTaker.Expect(LineBlock block)
    {
        RunHeads heads = (RunHeads)block.Heads!;
        for (int i = 0; i < block.Count; i++)
        {
            if (block[i].Kind == LineKind.Record) _keys.Find(heads[i].Key);
            else if (block[i].Kind == LineKind.Task) _read?.TryGet(heads[i].Key, out _);
            else if (block[i].Kind == LineKind.Transform && heads.TryTransform(i, out TransformLine transform)) _keys.Find(transform.Generation);
        }
    }

    private void Take(KeyId key, GenerationEntry entry)
    {
        int number = _keys.Add(key, out bool isNew);
        if (isNew)
        {
            _generations.Add(entry);
            return;
        }

        GenerationEntry known = _generations[number];
        int attempts = Math.Max(known.HighestAttempt, entry.HighestAttempt);
        GenerationEntry winner = Compare(entry, known) >= 0 ? entry : known;
        _generations[number] = winner with { Attempts = GenerationEntry.Pack(attempts, winner.Succeeded) };
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
