using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>
/// Every attempt of a run in the order of its journal. Nothing is indexed but the places of shared texts, which stand before their first use.
/// </summary>
internal sealed class AttemptCursor : SegmentCursor
{
    private readonly LineSource _lines;
    private readonly StreamedTexts _texts;
    private int _source;

    public AttemptCursor(FileOperations files, RunFolder run, DamageLog damage)
        : base(files, run.Id, SegmentName.List(run.Journal), damage)
    {
        _lines = new(files);
        _texts = new(_lines);
        Shared = new LatestTexts(_texts);
    }

    public override ISharedContentSource Shared { get; }

    protected override void Begin(SegmentReader reader, SegmentName name) =>
        _source = _lines.Add(new(name, reader.Salt, reader.Header?.Epoch ?? StreamScan.EpochOf(name.Writer)));

    protected override bool Takes(SegmentReader reader)
    {
        if (reader.Kind == LineKind.Record) return true;
        if (reader.Kind != LineKind.Text) return false;
        if (SharedLines.TryId(reader.Line, reader.Body, out KeyId id)) _texts.Add(id, new(_source, reader.Offset, reader.Line.Length));
        else Doubt(reader);
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _lines.Dispose();
    }
}
