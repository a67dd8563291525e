using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>The winning line of each generation of a run, in the order of its journal: one pass over it, with the run's index at hand.</summary>
internal sealed class WinnerCursor(FileOperations files, RunReader run) : SegmentCursor(files, run.Info.Id, run.SegmentNames(), new DamageLog())
{
    private readonly LatestTexts _texts = new(run.Shared);
    private FetchedLine? _fetched;
    private bool _isReuse;

    public override ReadOnlySpan<byte> Line => _isReuse ? _fetched!.Line : base.Line;

    public override int Body => _isReuse ? _fetched!.Body : base.Body;

    public override RecordReference Reference => _isReuse ? _fetched!.Reference : base.Reference;

    public override bool IsReuse => _isReuse;

    public override ISharedContentSource Shared => _isReuse ? _fetched!.Shared : _texts;

    public override StoreException Refuse(string what) => _isReuse ? Refused(_fetched!.Path, _fetched.Offset, what) : base.Refuse(what);

    protected override bool Takes(SegmentReader reader)
    {
        _isReuse = reader.Kind == LineKind.Reuse;
        if (!_isReuse && reader.Kind != LineKind.Record) return false;
        int at = reader.Body;
        if (!ReuseLine.TryKey(reader.Line, ref at, out KeyId key) || !run.TryGet(key, out StoredGeneration found)) return false;
        if (found.Location.Segment != Segment || found.Location.Offset != reader.Offset) return false;
        if (_isReuse) (_fetched ??= new()).Fetch(run, found);
        return true;
    }
}
