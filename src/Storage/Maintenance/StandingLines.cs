using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Which lines of a run count: the winners of its generations, the newest versions of its tasks, the latest scores and outputs of transforms.</summary>
internal sealed class StandingLines : IDisposable
{
    private readonly RunIndex _index;
    private readonly List<LineSource> _sources = [];
    private readonly Dictionary<string, int> _segments = [];
    private readonly Dictionary<string, LocationTable> _scores = [];
    private readonly Dictionary<KeyId, (string Writer, long Sequence)> _texts = [];

    private StandingLines(RunFolder run, RunIndex index)
    {
        Run = run;
        _index = index;
        Note(index.Lines);
    }

    public RunFolder Run { get; }

    /// <summary>What of the run is not as it was written: then nobody knows which lines count.</summary>
    public DamageReport Damage { get; private set; } = DamageReport.None;

    /// <exception cref="StoreException">A segment or run.json can't be read or is damaged.</exception>
    public static StandingLines Read(FileOperations files, RunFolder run)
    {
        // Of the last lines only run.json says that they were flushed: what is bad there is damage, no torn end.
        RunEnds ends = RunFile.Read(files, run).Ends;
        StandingLines lines = new(run, RunIndex.Read(files, run, ends));
        try
        {
            DamageLog damage = new();
            foreach (StreamName stream in run.Streams().Skip(1)) lines.ReadScores(files, stream, damage, ends);
            lines.Damage = lines._index.Damage.IsDamaged ? lines._index.Damage : damage.ToReport();
            return lines;
        }
        catch
        {
            lines.Dispose();
            throw;
        }
    }

    /// <summary>Whether a line counts, or is of a kind of which each line does. A copy of a text does not: the first one stands before all that refers to it.</summary>
    public bool Counts(SegmentReader reader, SegmentName segment) => reader.Kind switch
    {
        LineKind.Record or LineKind.Reuse => Generation(reader) is not { } found || IsAt(found.Location, reader, segment),
        LineKind.Task => !SharedLines.TryKeyed(reader.Line, reader.Body, out KeyId task, out _) || !_index.Tasks.TryGet(task, out LineLocation at) || IsAt(at, reader, segment),
        LineKind.Template or LineKind.Text => IsFirst(reader, segment.Writer),
        LineKind.Transform => !TransformLine.TryRead(reader.Line, reader.Body, out TransformLine read) || !_index.Transforms.TryGet(read.Generation, read.Transform, out TransformHead head) || IsAt(head.Location, reader, segment),
        LineKind.Score => !TryScore(reader, segment, out LineLocation at) || IsAt(at, reader, segment),
        _ => true,
    };

    /// <summary>What is known of the generation of a record or a reuse.</summary>
    public StoredGeneration? Generation(SegmentReader reader)
    {
        int at = reader.Body;
        return ReuseLine.TryKey(reader.Line, ref at, out KeyId key) && _index.TryGet(key, out StoredGeneration found) ? found : null;
    }

    /// <summary>The attempt of the line that counts for a generation; 0 when it is a reuse.</summary>
    /// <exception cref="StoreException">The line is no longer what it was.</exception>
    public int AttemptOf(in StoredGeneration generation)
    {
        if (generation.IsReuse) return 0;
        using PooledLine line = _index.Lines.Read(generation.Location);
        return Line.TryOpen(line.Span, out _, out _, out _, out int body) && RecordLine.TryIndex(line.Span, body, out _, out int attempt, out _) ? attempt : 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _index.Dispose();
        foreach (LineSource source in _sources) source.Dispose();
    }

    private void ReadScores(FileOperations files, StreamName stream, DamageLog damage, RunEnds ends)
    {
        LineSource source = new(files);
        _sources.Add(source);
        LocationTable latest = new();
        StreamScan.Read(files, stream, source, damage, (reader, segment) =>
        {
            int at = reader.Body;
            if (reader.Kind != LineKind.Score) return true;
            if (!ReuseLine.TryKey(reader.Line, ref at, out KeyId key)) return false;
            latest.Set(key, new(segment, reader.Offset, reader.Line.Length));
            return true;
        }, ends);
        _scores.Add(stream.Name, latest);
        Note(source);
    }

    private void Note(LineSource source)
    {
        for (int i = 0; i < source.Segments.Count; i++) _segments[source.Segments[i].Name.Path] = i;
    }

    private bool TryScore(SegmentReader reader, SegmentName segment, out LineLocation location)
    {
        location = default;
        int at = reader.Body;
        return ReuseLine.TryKey(reader.Line, ref at, out KeyId key) && _scores.TryGetValue(segment.Stream.Name, out LocationTable? latest) && latest.TryGet(key, out location);
    }

    // What a writer repeated after a failed flush is one line: the first copy may never have reached the device.
    private bool IsFirst(SegmentReader reader, string writer) =>
        !SharedLines.TryId(reader.Line, reader.Body, out KeyId id) || _texts.TryAdd(id, (writer, reader.Sequence)) || _texts[id] == (writer, reader.Sequence);

    private bool IsAt(in LineLocation location, SegmentReader reader, SegmentName segment) =>
        location.Offset == reader.Offset && _segments.TryGetValue(segment.Path, out int index) && location.Segment == index;
}
