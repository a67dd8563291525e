using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// The newest score of each generation: lines come in the order in which later ones win. Beside a run's index, whose keys and winners it refers to, about 44 bytes a score, in a temporary file once they are many.
/// </summary>
/// <param name="run">The index of the run that the scores are of; null when it was not read.</param>
/// <param name="spill">Where many go; null when they stay in memory.</param>
internal sealed class ScoreTable(RunIndex? run, SpillFile? spill = null)
{
    private readonly SharedNumbers _numbers = new(run?.Keys, spill);
    private readonly ChunkedList<ScoreHead> _heads = new(spill);
    private readonly ReuseSources _sources = new(spill);
    // Of scores of a transform's output only: nobody asks what was scored when it is the record itself.
    private ChunkedList<KeyId>? _outputs;

    public int Count => _heads.Count;

    /// <summary>Where the line of a score is, in the order in which generations were scored first.</summary>
    public LineLocation this[int number] => _heads[number].Location;

    /// <summary>Takes the score that a reader stands at; false when it names no run.</summary>
    public bool Take(in ScoreMembers read, SegmentReader reader, int segment)
    {
        ReadOnlySpan<byte> line = reader.Line;
        if (!_sources.Knows(read.RunOf(line))) return false;
        int number = _numbers.Add(read.Generation, out int generation, out bool isNew);
        int source = generation >= 0 && run!.Counts(generation, read.RunOf(line), read.WriterOf(line), read.Sequence) ? -1 : _sources.Add(read.RunOf(line), read.WriterOf(line), read.Sequence);
        ScoreHead head = new(read.References, read.Value, new(segment, reader.Offset, line.Length), source, read.HasError);
        if (isNew) _heads.Add(head);
        else _heads[number] = head;
        if (read.Output is not null || _outputs is not null) SetOutput(number, read.Output ?? default);
        return true;
    }

    /// <summary>Fetches from memory what a look-up of a generation comes by.</summary>
    public void Touch(KeyId generation) => _numbers.Find(generation);

    public bool TryLocate(KeyId generation, out LineLocation location)
    {
        int number = _numbers.Find(generation);
        location = number < 0 ? default : _heads[number].Location;
        return number >= 0;
    }

    public bool TryGet(KeyId generation, out ScoreSummary summary)
    {
        int number = _numbers.Find(generation);
        summary = number < 0 ? default : SummaryOf(number, generation);
        return number >= 0;
    }

    /// <summary>Reads a score's line; false when its members are not those of its kind.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, int body, out StoredScore score) => ScoreLine.TryRead(line, body, _sources, out score);

    private ScoreSummary SummaryOf(int number, KeyId generation)
    {
        ScoreHead head = _heads[number];
        RecordReference record = head.Source >= 0 ? _sources[head.Source] : run!.TryGet(generation, out StoredGeneration winner) ? winner.Reference : default;
        return new(record, head.References, OutputOf(number), head.Value, head.HasError);
    }

    private KeyId? OutputOf(int number) => _outputs is not null && number < _outputs.Count && _outputs[number] is var output && output != default ? output : null;

    private void SetOutput(int number, KeyId output)
    {
        _outputs ??= new(spill);
        while (_outputs.Count <= number) _outputs.Add(default);
        _outputs[number] = output;
    }
}
