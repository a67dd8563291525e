using System.Buffers;
using System.Runtime.CompilerServices;
using TrialKeep.Storage.Ahead;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Journals;

/// <summary>
/// Reads the good lines of one segment, plain or sealed, in file order, however bad those between them are, and says what is wrong. A line
/// is good when it ends with a line feed and its checksum fits. What is bad where a later line says that everything up to there was flushed is
/// damage, and so is anything bad in a sealed segment; what nobody says that of is torn.
/// </summary>
internal sealed class SegmentReader : IDisposable
{
    private const int ChunkSize = 1 << 20;

    private readonly DamageLog _damage;
    private readonly List<(DamagedLine Line, long Sequence)> _unsettled = [];
    private readonly SegmentContent _content;
    private readonly string _path;
    private readonly long _bound;
    private byte[] _buffer;
    private byte[] _lineBuffer = [];
    private int _lineStart;
    private BlocksAhead? _ahead;
    private int _aheadSegment;
    private long _nextAhead = long.MaxValue;
    private LineBlock? _block;
    private int _nextOfBlock;
    private long _bufferOffset;
    private int _start;
    private int _searched;
    private int _end;
    private long _lineNumber;
    private long _lastSequence = -1;
    private uint _salt;
    private int _lineLength;
    private int _body;
    private bool _settlesAll;
    private bool _hasHoles;
    private bool _doubted;

    /// <summary>Opens a segment and reads its header.</summary>
    /// <exception cref="StoreException">A newer format, or the file can't be read.</exception>
    public SegmentReader(FileOperations files, SegmentName name, DamageLog damage)
        : this(() => SegmentContent.Open(files, name), name.ListedPath, name.Salt, damage)
    {
    }

    /// <summary>Opens a file of the same form that is no writer's.</summary>
    public SegmentReader(FileOperations files, string path, uint salt, DamageLog damage)
        : this(() => SegmentContent.OpenPlain(files, path), path, salt, damage)
    {
    }

    private SegmentReader(Func<SegmentContent> open, string path, uint salt, DamageLog damage)
    {
        _salt = salt;
        _damage = damage;
        _buffer = [];
        _content = SystemErrors.Read(path, open);
        _path = _content.Path;
        _bound = _content.Length;
        try
        {
            _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(_bound, 256, ChunkSize));
            ReadHeader();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file that is read.</summary>
    public string Path => _path;

    /// <summary>The header; null when it is damaged or torn.</summary>
    public SegmentHeader? Header { get; private set; }

    /// <summary>The kind of the current line.</summary>
    public LineKind Kind { get; private set; }

    /// <summary>The sequence number of the current line.</summary>
    public long Sequence { get; private set; }

    /// <summary>The number of the current line, from 1.</summary>
    public long LineNumber => _lineNumber;

    /// <summary>The offset of the current line in the content, which is also that in a plain file.</summary>
    public long Offset { get; private set; }

    /// <summary>The end of the last good line: what a tail may be cut to.</summary>
    public long GoodEnd { get; private set; }

    /// <summary>The highest sequence number that was read, or the header's; -1 when there is none.</summary>
    public long LastSequence => _lastSequence;

    /// <summary>The salt of the segment's checksums.</summary>
    public uint Salt => _salt;

    /// <summary>The bytes that were there when the segment was opened.</summary>
    public long Length => _bound;

    /// <summary>The seal; null when it was not read, or there is none.</summary>
    public Seal? Seal { get; private set; }

    /// <summary>The number, the offset and the bytes, without the line feed, of the seal's line; null when it was not read, or there is none.</summary>
    public (long Sequence, long Offset, int Length)? SealLine { get; private set; }

    /// <summary>The current line without its line feed; valid until the next call.</summary>
    public ReadOnlySpan<byte> Line => _lineBuffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Whether another thread has read and checked the current line.</summary>
    public bool IsAhead => _block is not null;

    /// <summary>What another thread has read of the current line, at <see cref="HeadIndex"/>; null when none has.</summary>
    public LineHeads? Heads { get; private set; }

    /// <summary>The place of the current line in <see cref="Heads"/>.</summary>
    public int HeadIndex => _nextOfBlock - 1;

    /// <summary>
    /// What is known from elsewhere to have been flushed: the <c>seq</c> of the next segment's header. Set it before the last line is read.
    /// </summary>
    public long KnownFlushed { get; set; } = -1;

    /// <summary>The last number in the segments before this one: nothing up to there is missing here, where a device refused all that was to follow it.</summary>
    public long LastBefore { get; set; } = -1;

    /// <summary>Whether the next segment is there, so that what is missing between the two was at the end of this one.</summary>
    public bool IsFollowed { get; set; }

    /// <summary>Whether damage behind the last good line was reported.</summary>
    public bool EndsDamaged { get; private set; }

    /// <summary>Where the members of the kind start in <see cref="Line"/>.</summary>
    public int Body => _body;

    /// <summary>What had been flushed when a segment was begun, in the segments before it; -1 when its header does not say so.</summary>
    public static long FlushedBefore(FileOperations files, SegmentName name)
    {
        using SegmentReader reader = new(files, name, new DamageLog());
        return reader.Header?.Sequence ?? -1;
    }

    /// <summary>Goes on behind a part of the segment that was read before.</summary>
    /// <param name="offset">Where a good line ended.</param>
    public void SkipTo(long offset)
    {
        if (offset <= GoodEnd) return;
        _bufferOffset = offset;
        _start = _searched = _end = 0;
        GoodEnd = offset;
        _lastSequence = -1;
    }

    /// <summary>Takes the lines that other threads have read and checked from these blocks: the same lines, and the same is said of those between them.</summary>
    /// <param name="ahead">What other threads read.</param>
    /// <param name="segment">The index of this segment there.</param>
    public void Follow(BlocksAhead ahead, int segment) => (_ahead, _aheadSegment, _nextAhead) = (ahead, segment, 0);

    /// <summary>Moves to the next good line; false at the end.</summary>
    /// <exception cref="StoreException">The file can't be read.</exception>
    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Next()
    {
        if (NextOfBlock()) return true;
        while (NextRaw(out int length))
        {
            long offset = _bufferOffset + _start;
            _lineNumber++;
            ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
            _start += length + 1;
            _searched = _start;
            if (TryTake(line, offset) && Kind != LineKind.Seal) return true;
            if (NextOfBlock()) return true;
        }

        Finish();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        if (_buffer is { Length: > 0 }) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    // The next line of the block that is read, or of one that starts where a line starts here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool NextOfBlock()
    {
        while (true)
        {
            if (_block is not null && _nextOfBlock < _block.Count)
            {
                Take(_block, _block[_nextOfBlock++]);
                return true;
            }

            if (_block is not null) LeaveBlock();
            if (_bufferOffset + _start < _nextAhead || _ahead is null) return false;
            LineBlock? block = _ahead.At(_aheadSegment, _bufferOffset + _start, out _nextAhead);
            // One of another salt, or with more than was there when this reader was opened, is none.
            if (block is null || block.Salt != _salt || block.End > _bound) return false;
            (_block, _nextOfBlock, Heads) = (block, 0, block.Heads);
        }
    }

    private void Take(LineBlock block, in CheckedLine line)
    {
        long offset = block.OffsetOf(line);
        _lineNumber++;
        CheckSequence(line.Sequence, line.Sequence, offset);
        SettleBefore(line.Flushed);
        Stand(line.Kind, line.Sequence, offset, line.Body, block.Buffer, line.Start, line.Length);
    }

    private void LeaveBlock()
    {
        _bufferOffset = _nextAhead = _block!.End;
        _start = _searched = _end = 0;
        _block = null;
        Heads = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryTake(ReadOnlySpan<byte> line, long offset)
    {
        if (TryTake(line, offset, skipped: 0)) return true;
        // A line whose line feed was lost swallows the next one, which is still whole.
        ReadOnlySpan<byte> start = "{\"kind\":\""u8;
        for (int at = 1, next; at < line.Length && (next = line[at..].IndexOf(start)) >= 0; at++)
        {
            at += next;
            if (TryTake(line[at..], offset, at)) return true;
        }

        Doubt(offset, line.Length + 1, "the line does not fit its checksum");
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryTake(ReadOnlySpan<byte> line, long offset, int skipped)
    {
        if (!Journals.Line.TryOpen(line, out LineKind kind, out long sequence, out long flushed, out int body) || kind == LineKind.Header) return false;
        if (!Journals.Line.IsIntact(line, _salt)) return false;
        if (skipped > 0) Doubt(offset, skipped, "the line does not fit its checksum");
        if (kind == LineKind.Seal) SealLine = (sequence, offset + skipped, line.Length);
        if (kind == LineKind.Seal) CheckSeal(line, body, sequence, offset + skipped);
        else CheckSequence(kind == LineKind.Gap && GapLine.TryRead(line, body, sequence, out Gap gap) ? gap.First : sequence, sequence, offset);
        SettleBefore(kind == LineKind.Seal ? long.MaxValue : flushed);
        Stand(kind, sequence, offset + skipped, body, _buffer, (int)(offset + skipped - _bufferOffset), line.Length);
        return true;
    }

    // Everything up to that number was on the device when this line was written, so that nothing bad there can be a torn batch.
    private void SettleBefore(long flushed)
    {
        if (_settlesAll) Settle(long.MaxValue);
        else if (flushed >= 0) Settle(flushed);
    }

    // Here is the reader now.
    private void Stand(LineKind kind, long sequence, long offset, int body, byte[] buffer, int start, int length)
    {
        (Kind, Sequence, Offset, _body) = (kind, sequence, offset, body);
        (_lineBuffer, _lineStart, _lineLength) = (buffer, start, length);
        GoodEnd = offset + length + 1;
    }

    // A gap stands for all the numbers from its first one to its own.
    private void CheckSequence(long first, long sequence, long offset)
    {
        if (_lastSequence >= 0 && first != _lastSequence + 1 && !_doubted)
        {
            Doubt(offset, 0, first > _lastSequence
                ? $"the lines with sequence {_lastSequence + 1} to {first - 1} are gone"
                : $"the line with sequence {first} comes after {_lastSequence}");
        }

        _lastSequence = Math.Max(_lastSequence, sequence);
        _doubted = false;
    }

    // A seal does not count: it has the number of the last line before it.
    private void CheckSeal(ReadOnlySpan<byte> line, int body, long sequence, long offset)
    {
        if (Sealing.Seal.TryRead(line, body, out Seal seal)) Seal = seal;
        if (_lastSequence >= 0 && sequence > _lastSequence && !_doubted && !_hasHoles) Doubt(offset, 0, $"the lines with sequence {_lastSequence + 1} to {sequence} are gone");
        else if (Seal is null || seal.Bytes != offset) Doubt(offset, 0, "the seal does not fit what stands before it");
    }

    // The bad place has the number after the last good one, if not a higher one.
    private void Doubt(long offset, long length, string reason)
    {
        _unsettled.Add((new(_path, _lineNumber, offset, length, reason), _lastSequence + 1));
        _doubted = true;
    }

    private void Settle(long flushed)
    {
        if (_unsettled.Count == 0) return;
        foreach ((DamagedLine line, long sequence) in _unsettled)
        {
            if (sequence <= flushed) _damage.Add(line);
        }

        _unsettled.RemoveAll(one => one.Sequence <= flushed);
    }

    private void Finish()
    {
        if (_content.IsSealed)
        {
            FinishSealed();
            return;
        }

        bool isShort = KnownFlushed > Math.Max(_lastSequence, LastBefore);
        if (isShort && (_end > _start || (IsFollowed && !_doubted)))
        {
            _lineNumber++;
            Doubt(_bufferOffset + _start, _end - _start, _end > _start ? "the line is cut off" : $"the end is gone, up to the line with sequence {KnownFlushed}");
            _start = _end;
        }

        EndsDamaged |= _doubted && KnownFlushed > _lastSequence;
        Settle(KnownFlushed);
        long torn = _unsettled.Sum(one => one.Line.Length) + (_end - _start);
        (long line, long offset) = _unsettled.Count > 0 ? (_unsettled[0].Line.Line, _unsettled[0].Line.Offset) : (_lineNumber + 1, _bufferOffset + _start);
        _unsettled.Clear();
        if (torn > 0) _damage.AddTorn(new(_path, line, offset, torn));
        _start = _end;
    }

    // Whatever is wrong here was whole once.
    private void FinishSealed()
    {
        if (_end > _start) Doubt(_bufferOffset + _start, _end - _start, "the line has no end");
        Settle(long.MaxValue);
        if (_content.Problem is { } problem) _damage.Add(new(_path, _lineNumber + 1, _bound, 0, problem));
        else if (Seal is null && !_hasHoles && GoodEnd < _bound) _damage.Add(new(_path, _lineNumber + 1, GoodEnd, 0, "the seal is gone"));
        // Told here: the next segment need not say it again.
        EndsDamaged |= KnownFlushed > _lastSequence && (_hasHoles || _doubted || Seal is null || _content.Problem is not null);
        _start = _end;
    }

    private void ReadHeader()
    {
        _settlesAll = true;
        // Of a sealed segment the first member may be unreadable, and the header with it.
        if (!NextRaw(out int length) || _hasHoles) return;
        ReadOnlySpan<byte> line = _buffer.AsSpan(0, length);
        if (!Journals.Line.IsIntact(line, salt: 0) || SegmentHeader.TryRead(line, _path) is not { } header)
        {
            MissHeader(line);
            return;
        }

        Header = header;
        _salt = header.Salt;
        _lastSequence = header.Sequence;
        _settlesAll = header.Durability == Durability.None || _content.IsSealed;
        PassHeader(length);
        GoodEnd = length + 1;
    }

    // The salt follows from the segment's name, so the lines are read without a header too.
    private void MissHeader(ReadOnlySpan<byte> first)
    {
        bool isGone = Journals.Line.IsIntact(first, _salt);
        _unsettled.Add((new(_path, 1, 0, isGone ? 0 : first.Length + 1, isGone ? "the header is gone" : "the header does not fit its checksum"), 0));
        if (!isGone) PassHeader(first.Length);
    }

    private void PassHeader(int length)
    {
        _start = _searched = length + 1;
        _lineNumber = 1;
    }

    // Finds the next line feed at or after _start, reading on as needed; what stays without one is the tail.
    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool NextRaw(out int length)
    {
        while (true)
        {
            int found = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                length = _searched + found - _start;
                return true;
            }

            _searched = _end;
            if (_end - _start > Journals.Line.Longest) PassOverLong();
            else if (!Fill() && !PassHole())
            {
                length = 0;
                return false;
            }
        }
    }

    // No line is that long: its start is dropped here and its rest fails the checksum, so that the good lines after it are still found.
    private void PassOverLong()
    {
        Doubt(_bufferOffset + _start, _end - _start, $"a line is longer than {Journals.Line.Longest >> 20} MiB");
        _start = _end;
    }

    // A member that can't be inflated: the lines behind it are read.
    private bool PassHole()
    {
        long offset = _bufferOffset + _end;
        if (_content.HoleAt(offset) is not { } hole) return false;
        if (_end > _start) Doubt(_bufferOffset + _start, _end - _start, "the line has no end");
        _lineNumber++;
        Doubt(offset, hole.End - offset, hole.Reason);
        _lineNumber += Math.Max(0, hole.Lines - 1);
        _hasHoles = true;
        _bufferOffset = hole.End;
        _start = _searched = _end = 0;
        return true;
    }

    private bool Fill()
    {
        int kept = _end - _start;
        if (kept == _buffer.Length) Grow();
        else if (_start > 0) _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        _bufferOffset += _start;
        _start = 0;
        _searched = _end = kept;
        int read = ReadMore();
        _end += read;
        return read > 0;
    }

    private int ReadMore()
    {
        long left = _bound - (_bufferOffset + _end);
        if (left <= 0) return 0;
        try
        {
            return _content.Read(_buffer.AsSpan(_end, (int)Math.Min(left, _buffer.Length - _end)), _bufferOffset + _end);
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            throw SystemErrors.Reading(_path, error);
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
