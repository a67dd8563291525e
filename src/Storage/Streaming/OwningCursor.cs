using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>A cursor over a reader that was opened for it.</summary>
internal sealed class OwningCursor(RunReader reader, RecordCursor cursor) : RecordCursor
{
    public override ReadOnlySpan<byte> Line => cursor.Line;

    public override int Body => cursor.Body;

    public override RecordReference Reference => cursor.Reference;

    public override bool IsReuse => cursor.IsReuse;

    public override ISharedContentSource Shared => cursor.Shared;

    public override bool Next() => cursor.Next();

    public override StoreException Refuse(string what) => cursor.Refuse(what);

    protected override void Dispose(bool disposing)
    {
        cursor.Dispose();
        reader.Dispose();
    }
}
