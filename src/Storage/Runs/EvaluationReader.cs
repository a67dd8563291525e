using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Ahead;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// The scores of one evaluation of a run, as they were when the reader was opened. Of several scores of a generation the one of the
/// highest epoch, then writer, then sequence counts: a record that was scored again replaces what was said before.
/// </summary>
public sealed class EvaluationReader : IDisposable, IBlockTaker
{
    private readonly LineSource _lines;
    private readonly SpillFile _spill;
    private readonly ScoreTable _scores;
    private readonly UsageTally _usage = new();

    private EvaluationReader(FileOperations files, RunIndex? run)
    {
        _lines = new(files);
        _spill = new(files);
        _scores = new(run, _spill);
    }

    /// <summary>How many generations have a score.</summary>
    public int Count => _scores.Count;

    /// <summary>What was used up by tries that gave a score, replaced ones too.</summary>
    public UsageTotal Used => _usage.Used;

    /// <summary>What was used up by tries that failed.</summary>
    public UsageTotal Lost => _usage.Lost;

    /// <summary>What was not as it was written.</summary>
    public DamageReport Damage { get; private set; } = DamageReport.None;

    /// <summary>The score of a generation; false when there is none.</summary>
    /// <exception cref="StoreException">The line is damaged since the reader was opened.</exception>
    public bool TryGet(KeyId generation, out StoredScore score)
    {
        score = default;
        if (!_scores.TryLocate(generation, out LineLocation location)) return false;
        score = Read(location);
        return true;
    }

    /// <summary>What of a generation's score is in memory; false when there is none.</summary>
    public bool TryPeek(KeyId generation, out ScoreSummary summary) => _scores.TryGet(generation, out summary);

    /// <summary>Whether a generation has a score that was made from this record and these references, and not an error.</summary>
    public bool IsCurrent(KeyId generation, in RecordReference record, KeyId references) =>
        TryPeek(generation, out ScoreSummary summary) && summary.IsCurrent(record, references);

    /// <summary>All scores, in the order in which their generations were scored first.</summary>
    public IEnumerable<StoredScore> All()
    {
        for (int i = 0; i < _scores.Count; i++) yield return Read(_scores[i]);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _lines.Dispose();
        _spill.Dispose();
    }

    /// <param name="files">The file system.</param>
    /// <param name="stream">The evaluation.</param>
    /// <param name="ends">How far its writers had come when that was noted last.</param>
    /// <param name="run">What the run's journal holds; null when it was not read, which takes more memory.</param>
    internal static EvaluationReader Read(FileOperations files, StreamName stream, RunEnds? ends = null, RunIndex? run = null)
    {
        EvaluationReader reader = new(files, run);
        DamageLog damage = new();
        try
        {
            StreamScan.Read(files, stream, reader._lines, damage, reader.Take, ends, reader);
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        reader.Damage = damage.ToReport();
        return reader;
    }

    /// <summary>The line of a generation's score, and where its members start.</summary>
    /// <exception cref="StoreException">There is none, or it is damaged.</exception>
    internal PooledLine Line(KeyId generation, out int body)
    {
        if (!_scores.TryLocate(generation, out LineLocation location)) throw Missing(generation);
        PooledLine line = _lines.Read(location);
        if (Journals.Line.TryOpen(line.Span, out LineKind kind, out _, out _, out body) && kind == LineKind.Score) return line;
        line.Dispose();
        throw LineSource.Damaged(_lines.Segments[location.Segment], location, "is no score");
    }

    internal static StoreException Missing(KeyId generation) => new(Problem.NotFound, $"The evaluation has no score of the generation {generation}; ask whether it has one first.");

    private bool Take(SegmentReader reader, int segment)
    {
        if (reader.Kind != LineKind.Score) return true;
        if (!TryHead(reader, out ScoreMembers score) || !_scores.Take(score, reader, segment)) return false;
        if (score.Usage is { } usage) _usage.Count(usage, score.Elapsed, score.HasError);
        return true;
    }

    private static bool TryHead(SegmentReader reader, out ScoreMembers score) =>
        reader.Heads is ScoreHeads ahead ? ahead.TryGet(reader.HeadIndex, out score) : ScoreLine.TryHead(reader.Line, reader.Body, out score);

    LineHeads IBlockTaker.NewHeads() => new ScoreHeads();

    // Each look-up waits for memory; those of many keys in a row wait together.
    void IBlockTaker.Expect(LineBlock block)
    {
        ScoreHeads heads = (ScoreHeads)block.Heads!;
        for (int i = 0; i < block.Count; i++)
        {
            if (block[i].Kind == LineKind.Score && heads.TryGet(i, out ScoreMembers score)) _scores.Touch(score.Generation);
        }
    }

    private StoredScore Read(LineLocation location)
    {
        using PooledLine line = _lines.Read(location);
        Journals.Line.TryOpen(line.Span, out _, out _, out _, out int body);
        return _scores.TryRead(line.Span, body, out StoredScore score)
            ? score
            : throw LineSource.Damaged(_lines.Segments[location.Segment], location, "is no score");
    }
}
