using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>The winning line of each generation in plan order; a generation without one is passed over.</summary>
internal sealed class PlanCursor(RunReader run, IEnumerator<KeyId> plan) : RecordCursor
{
    private readonly FetchedLine _line = new();

    public override ReadOnlySpan<byte> Line => _line.Line;

    public override int Body => _line.Body;

    public override RecordReference Reference => _line.Reference;

    public override bool IsReuse => _line.IsReuse;

    public override ISharedContentSource Shared => _line.Shared;

    public override bool Next()
    {
        while (plan.MoveNext())
        {
            if (!run.TryGet(plan.Current, out StoredGeneration found)) continue;
            _line.Fetch(run, found);
            return true;
        }

        return false;
    }

    public override StoreException Refuse(string what) => Refused(_line.Path, _line.Offset, what);

    protected override void Dispose(bool disposing) => plan.Dispose();
}
