using System.Buffers;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// Fetches single lines by their location and checks them again. Reads that go forward through a file, as plan order mostly does, come from
/// a window; others are one read of the line's length. Of a sealed segment one member is inflated, and the last few are kept.
/// </summary>
internal sealed class LineSource(FileOperations files) : IDisposable
{
    private const int WindowSize = 256 << 10;
    private const int Near = 64 << 10;

    private readonly List<SegmentInfo> _segments = [];
    private readonly List<SegmentContent?> _contents = [];
    private readonly object _gate = new();
    private byte[] _window = [];
    private int _windowSegment = -1;
    private long _windowOffset;
    private int _windowLength;
    private int _lastSegment = -1;
    private long _lastEnd;

    public IReadOnlyList<SegmentInfo> Segments => _segments;

    /// <summary>Adds a segment and returns its index.</summary>
    public int Add(SegmentInfo segment)
    {
        lock (_gate)
        {
            _segments.Add(segment);
            _contents.Add(null);
            return _segments.Count - 1;
        }
    }

    /// <summary>Reads a line; give it back by <see cref="PooledLine.Dispose"/>.</summary>
    /// <exception cref="StoreException">The line is no longer what it was, or can't be read.</exception>
    public PooledLine Read(LineLocation location)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(location.Length);
        SegmentInfo segment;
        bool whole;
        lock (_gate)
        {
            segment = _segments[location.Segment];
            whole = TryCopy(location, segment, buffer.AsSpan(0, location.Length));
        }

        PooledLine line = new(buffer, location.Length);
        if (whole && Line.IsIntact(line.Span, segment.Salt)) return line;
        line.Dispose();
        throw Damaged(segment, location, HoleAt(location) is { } hole ? $"can't be read: {hole.Reason}" : "does not fit its checksum any more");
    }

    public static StoreException Damaged(SegmentInfo segment, LineLocation location, string what) => new(
        Problem.Damaged,
        $"The line at byte {location.Offset} of '{segment.Name.FoundPath}' {what}; restore the file from a copy, or run again to make the result anew.",
        segment.Name.FoundPath,
        offset: location.Offset);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            for (int i = 0; i < _contents.Count; i++)
            {
                _contents[i]?.Dispose();
                _contents[i] = null;
            }
        }
    }

    private bool TryCopy(LineLocation location, SegmentInfo segment, Span<byte> target)
    {
        bool isForward = location.Segment == _lastSegment && location.Offset >= _lastEnd && location.Offset - _lastEnd < Near;
        _lastSegment = location.Segment;
        _lastEnd = location.Offset + location.Length;
        if (CopyFromWindow(location, target)) return true;
        if (ContentOf(segment, location.Segment).IsSealed) return Fill(segment, location.Segment, target, location.Offset) == target.Length;
        if (!isForward || location.Length > WindowSize) return Fill(segment, location.Segment, target, location.Offset) == target.Length;
        if (_window.Length == 0) _window = new byte[WindowSize];
        _windowSegment = location.Segment;
        _windowOffset = location.Offset;
        _windowLength = Fill(segment, location.Segment, _window, location.Offset);
        return CopyFromWindow(location, target);
    }

    private bool CopyFromWindow(LineLocation location, Span<byte> target)
    {
        long at = location.Offset - _windowOffset;
        if (location.Segment != _windowSegment || at < 0 || at + location.Length > _windowLength) return false;
        _window.AsSpan((int)at, location.Length).CopyTo(target);
        return true;
    }

    private int Fill(SegmentInfo segment, int index, Span<byte> target, long offset)
    {
        try
        {
            SegmentContent content = ContentOf(segment, index);
            int filled = 0;
            for (int read; filled < target.Length && (read = content.Read(target[filled..], offset + filled)) > 0; filled += read) { }
            return filled;
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            throw SystemErrors.Reading(segment.Name.FoundPath, error);
        }
    }

    private SegmentContent ContentOf(SegmentInfo segment, int index) =>
        _contents[index] ??= SystemErrors.Read(segment.Name.ListedPath, () => SegmentContent.Open(files, segment.Name));

    private ContentHole? HoleAt(LineLocation location)
    {
        lock (_gate) return _contents[location.Segment]?.HoleAt(location.Offset);
    }
}
