using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>One run after the other.</summary>
internal sealed class RunsCursor(IEnumerator<RecordCursor> runs) : RecordCursor
{
    private RecordCursor? _run;

    public override ReadOnlySpan<byte> Line => _run!.Line;

    public override int Body => _run!.Body;

    public override RecordReference Reference => _run!.Reference;

    public override bool IsReuse => _run!.IsReuse;

    public override ISharedContentSource Shared => _run!.Shared;

    public override bool Next()
    {
        while (true)
        {
            if (_run is not null && _run.Next()) return true;
            _run?.Dispose();
            _run = null;
            if (!runs.MoveNext()) return false;
            _run = runs.Current;
        }
    }

    public override StoreException Refuse(string what) => _run!.Refuse(what);

    protected override void Dispose(bool disposing)
    {
        _run?.Dispose();
        runs.Dispose();
    }
}
