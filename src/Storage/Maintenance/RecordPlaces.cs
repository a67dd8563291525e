using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Where the runs of an experiment have records: each run is read when it is asked for first.</summary>
internal sealed class RecordPlaces(StoreContext store, string experiment)
{
    private readonly Dictionary<RunId, HashSet<(string Writer, long Sequence)>> _runs = [];

    /// <exception cref="StoreException">The run can't be read.</exception>
    public bool Contains(in RecordReference reference)
    {
        if (!_runs.TryGetValue(reference.Run, out HashSet<(string, long)>? places)) _runs.Add(reference.Run, places = Read(store.Run(experiment, reference.Run)));
        return places.Contains((reference.Writer, reference.Sequence));
    }

    private HashSet<(string, long)> Read(RunFolder run)
    {
        HashSet<(string, long)> places = [];
        foreach (SegmentName segment in SegmentName.List(run.Journal))
        {
            using SegmentReader reader = new(store.Files, segment, new DamageLog());
            while (reader.Next())
            {
                if (reader.Kind == LineKind.Record && RecordLine.TryIndex(reader.Line, reader.Body, out _, out _, out _)) places.Add((segment.Writer, reader.Sequence));
            }
        }

        return places;
    }
}
