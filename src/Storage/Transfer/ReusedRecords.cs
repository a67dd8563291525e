using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Transfer;

/// <summary>
/// What a run reuses from runs that the target store does not have: the lines that it needs of them, which become its own, in segments of a writer that none of its sessions was.
/// </summary>
internal sealed class ReusedRecords : IDisposable
{
    private readonly StoreContext _source;
    private readonly StoreContext _target;
    private readonly string _experiment;
    private readonly RunReader _run;
    private readonly Dictionary<RunId, RunReader?> _there = [];
    private readonly SortedDictionary<RunId, RunReader> _sources = [];
    private readonly SortedDictionary<RunId, List<StoredGeneration>> _wanted = [];

    public ReusedRecords(StoreContext source, StoreContext target, string experiment, RunReader run)
    {
        (_source, _target, _experiment, _run) = (source, target, experiment, run);
        Writer = FormattableString.Invariant($"w{run.SegmentNames().Concat(Evaluations()).Select(static name => StreamScan.EpochOf(name.Writer)).DefaultIfEmpty(0).Max() + 1:D4}");
        for (int i = 0; i < run.Index.Count; i++)
        {
            StoredGeneration generation = run.Index[i];
            if (!generation.IsReuse || IsThere(generation.Key, generation.Reference)) continue;
            if (!_wanted.TryGetValue(generation.Reference.Run, out List<StoredGeneration>? ofRun)) _wanted.Add(generation.Reference.Run, ofRun = []);
            ofRun.Add(generation);
        }
    }

    /// <summary>The name of the writer whose lines they become: its number is the highest, so that they count before the lines that reused them.</summary>
    public string Writer { get; }

    /// <summary>Where each record stands then.</summary>
    public Dictionary<RecordReference, RecordReference> Moved { get; } = [];

    /// <summary>Whether the target store has a record, so that it may be reused from there as from here.</summary>
    /// <exception cref="StoreException">A run of the target can't be read.</exception>
    public bool IsThere(KeyId key, in RecordReference record)
    {
        if (!_there.TryGetValue(record.Run, out RunReader? reader))
        {
            RunFolder folder = _target.Run(_experiment, record.Run);
            _there.Add(record.Run, reader = File.Exists(folder.RunFile) ? RunReader.Open(_target, folder) : null);
        }

        if (reader is null) return false;
        try
        {
            reader.Locate(key, record);
            return true;
        }
        catch (StoreException error) when (error.Problem == Problem.NotFound)
        {
            return false;
        }
    }

    /// <summary>The segments to write: one for each run that is reused, in its order.</summary>
    /// <param name="journal">The stream that they belong to.</param>
    /// <exception cref="StoreException">A run that is reused can't be read.</exception>
    public IEnumerable<(SegmentName Name, List<byte[]> Lines)> Segments(StreamName journal)
    {
        long sequence = 0;
        int number = 0;
        foreach ((RunId id, List<StoredGeneration> generations) in _wanted)
        {
            RunReader reader = RunReader.Open(_source, _source.Run(_experiment, id));
            _sources.Add(id, reader);
            ReusedSegment segment = new(new(journal, Writer, ++number), reader, sequence, _run.Info.Updated);
            foreach (StoredGeneration generation in generations) Moved.Add(generation.Reference, new(_run.Info.Id, Writer, segment.Add(_run, generation)));
            segment.AddSideLines(_source.Files, _source.Run(_experiment, id), [.. generations.Select(static one => one.Key)]);
            sequence = segment.Last;
            yield return (segment.Name, segment.Lines);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RunReader reader in _sources.Values.Concat(_there.Values.OfType<RunReader>())) reader.Dispose();
    }

    private IEnumerable<SegmentName> Evaluations() => _source.Run(_experiment, _run.Info.Id).Streams().Skip(1).SelectMany(SegmentName.List);
}
