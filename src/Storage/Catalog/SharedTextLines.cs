using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>Reads shared texts by the rows of their lines.</summary>
internal sealed class SharedTextLines(FileOperations files, Database database, Func<long, SegmentInfo?> segmentOf) : IDisposable
{
    private readonly LineSource _lines = new(files);
    private readonly Dictionary<long, int> _segments = [];
    private readonly Statement _select = database.Prepare("SELECT segment, offset, length FROM texts WHERE key = ?1 AND run = ?2 AND kind = 'text'");

    /// <summary>The text; null when the run has none of that id.</summary>
    public string? Find(KeyId id, long run)
    {
        _select.Bind(1, id).Bind(2, run);
        try
        {
            while (_select.Step())
            {
                if (Read(id, _select.Integer(0), _select.Integer(1), _select.Integer(2)) is { } text) return text;
            }

            return null;
        }
        finally
        {
            _select.Reset();
        }
    }

    public void Dispose()
    {
        _select.Dispose();
        _lines.Dispose();
    }

    // A row may lie: what it names must be that text's line.
    private string? Read(KeyId id, long segment, long offset, long length)
    {
        if (offset < 0 || length is <= 0 or > Line.Longest) return null;
        if (!_segments.TryGetValue(segment, out int index))
        {
            if (segmentOf(segment) is not { } info) return null;
            _segments.Add(segment, index = _lines.Add(info));
        }

        using PooledLine line = _lines.Read(new LineLocation(index, offset, (int)length));
        if (!Line.TryOpen(line.Span, out LineKind kind, out _, out _, out int body) || kind != LineKind.Text) return null;
        if (!SharedLines.TryId(line.Span, body, out KeyId actual) || actual != id) return null;
        string? text = null;
        JsonSpanReader reader = new(line.Span);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("text"u8)) text = reader.ReadString();
            else reader.Skip();
        }

        return text;
    }
}
