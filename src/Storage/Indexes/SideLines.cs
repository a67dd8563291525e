using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// Where measurements, events, artifacts and the versions of tasks stand: for each segment and kind the first and the last line, so that an index holds none of
/// them and reading one kind touches no segment without it.
/// </summary>
internal sealed class SideLines
{
    private readonly Dictionary<(int Segment, LineKind Kind), SideSpan> _spans = [];
    private int _segment = -1;
    private LineKind _kind;
    private SideSpan? _current;

    /// <summary>Takes a line; segments come one after another.</summary>
    public void Note(LineKind kind, int segment, long sequence, long offset)
    {
        if (segment != _segment || kind != _kind || _current is null) Turn(kind, segment, sequence, offset);
        _current!.LastOffset = offset;
        _current.LastSequence = Math.Max(_current.LastSequence, sequence);
        _current.Count++;
    }

    /// <summary>The lines of a kind in a segment; null when it has none.</summary>
    public SideSpan? Find(int segment, LineKind kind) => _spans.GetValueOrDefault((segment, kind));

    /// <summary>How many lines of a kind there are; some may stand twice, after a failed flush.</summary>
    public long Count(LineKind kind) => _spans.Where(span => span.Key.Kind == kind).Sum(static span => span.Value.Count);

    private void Turn(LineKind kind, int segment, long sequence, long offset)
    {
        (_segment, _kind) = (segment, kind);
        if (_spans.TryGetValue((segment, kind), out _current)) return;
        _current = new(offset, sequence);
        _spans.Add((segment, kind), _current);
    }
}
