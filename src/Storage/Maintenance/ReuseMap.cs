using System.Text;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Which runs of an experiment hold lines that name records of another: those can't go while these stay.</summary>
internal sealed class ReuseMap
{
    private readonly Dictionary<RunId, SortedSet<RunId>> _users = [];

    /// <summary>Reads the reuse lines of all runs of an experiment.</summary>
    /// <exception cref="StoreException">A journal can't be read.</exception>
    public static ReuseMap Of(StoreContext store, string experiment)
    {
        ReuseMap map = new();
        foreach (RunFolder run in store.Runs(experiment))
        {
            foreach (SegmentName segment in SegmentName.List(run.Journal)) map.Read(store, run, segment);
        }

        return map;
    }

    /// <summary>The runs that hold lines of this one, oldest first.</summary>
    public IReadOnlyCollection<RunId> UsersOf(RunId run) => _users.TryGetValue(run, out SortedSet<RunId>? users) ? users : [];

    private void Read(StoreContext store, RunFolder run, SegmentName segment)
    {
        using SegmentReader reader = new(store.Files, segment, new DamageLog());
        while (reader.Next())
        {
            if (reader.Kind != LineKind.Reuse || !ReuseLine.TryIndex(reader.Line, reader.Body, out _, out ReadOnlySpan<byte> source, out _, out _)) continue;
            if (!RunId.TryParse(Encoding.ASCII.GetString(source), out RunId from) || from == run.Id) continue;
            if (!_users.TryGetValue(from, out SortedSet<RunId>? users)) _users.Add(from, users = []);
            users.Add(run.Id);
        }
    }
}
