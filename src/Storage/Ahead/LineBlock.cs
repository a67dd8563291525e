using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Ahead;

/// <summary>
/// The good lines of a piece of a segment, from the first line that starts there on, up to the first one that is not plainly good: who reads the segment sees to that one itself.
/// A block is filled once for each place, by whichever thread comes first, and used again.
/// </summary>
/// <param name="files">The file operations.</param>
/// <param name="heads">Where the heads of the lines go; null when nobody asks for them.</param>
internal sealed class LineBlock(FileOperations files, LineHeads? heads) : IThreadPoolWorkItem, IDisposable
{
    /// <summary>Lines that there is room for before anything grows.</summary>
    public const int FirstLines = 512;

    private const int Step = 4 << 10;

    private readonly ManualResetEventSlim _filled = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(files.Ahead.Buffer);
    private CheckedLine[] _lines = new CheckedLine[FirstLines];
    private ExceptionDispatchInfo? _failure;
    private BlockPlace _place;
    private long _bufferOffset;
    private uint _salt;
    private int _isTaken = 1;

    /// <summary>What was to be read.</summary>
    public BlockPlace Place => _place;

    /// <summary>The offset in the segment's content where its first line starts.</summary>
    public long From { get; private set; }

    /// <summary>The offset behind its last line.</summary>
    public long End { get; private set; }

    /// <summary>How many lines it has.</summary>
    public int Count { get; private set; }

    /// <summary>What was read of the lines, by their index; null when nobody asks for it.</summary>
    public LineHeads? Heads => heads;

    /// <summary>What holds the lines.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>The salt that their checksums start from.</summary>
    public uint Salt => _salt;

    public ref readonly CheckedLine this[int index] => ref _lines[index];

    /// <summary>Where a line starts in the segment's content.</summary>
    public long OffsetOf(in CheckedLine line) => _bufferOffset + line.Start;

    /// <summary>Has a place read by another thread, when one is free before the block is asked for.</summary>
    public void Begin(in BlockPlace place)
    {
        _place = place;
        _filled.Reset();
        Volatile.Write(ref _isTaken, 0);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Waits until the block is filled. One that nobody has begun with is filled by the caller, who so never waits for a thread to come free.</summary>
    public void Wait()
    {
        if (Interlocked.Exchange(ref _isTaken, 1) == 0) Fill();
        _filled.Wait();
        _failure?.Throw();
    }

    /// <inheritdoc/>
    public void Execute()
    {
        // Of a place that was asked for earlier a call may be left: it takes what is next, or nothing.
        if (Interlocked.Exchange(ref _isTaken, 1) == 0) Fill();
    }

    /// <summary>Gives the buffer back, when nobody fills it any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isTaken, 1) == 1 && _place.Name is not null) _filled.Wait();
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _filled.Dispose();
    }

    private void Fill()
    {
        (Count, _failure) = (0, null);
        try
        {
            Read();
        }
#pragma warning disable CA1031 // Told to whoever waits: on this thread nobody would hear it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Count = 0;
            // What the system says the reader hears when it comes there, and says it with the file and the cure.
            if (!SystemErrors.IsSystemError(error)) _failure = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            _filled.Set();
        }
    }

    private void Read()
    {
        using SegmentContent content = SegmentContent.Open(files, _place.Name);
        long bound = Math.Min(_place.Bound, content.Length);
        _salt = _place.Name.Salt;
        // From the byte before, which is a line feed when a line starts where the piece does.
        _bufferOffset = Math.Max(0, _place.From - 1);
        int filled = Read(content, 0, Math.Min(_place.To, bound) - _bufferOffset);
        int start = 0;
        if (_place.From > 0)
        {
            start = _buffer.AsSpan(0, filled).IndexOf((byte)'\n') + 1;
            if (start == 0) return;
        }

        Check(content, bound, start, filled);
    }

    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Check(SegmentContent content, long bound, int start, int filled)
    {
        From = _bufferOffset + start;
        while (_bufferOffset + start < _place.To)
        {
            int length = _buffer.AsSpan(start, filled - start).IndexOf((byte)'\n');
            if (length < 0 && (length = ReadLineEnd(content, bound, start, ref filled)) < 0) break;
            ReadOnlySpan<byte> line = _buffer.AsSpan(start, length);
            if (!Line.TryOpen(line, out LineKind kind, out long sequence, out long flushed, out int body)) break;
            if (kind == LineKind.Header && _bufferOffset + start == 0)
            {
                start += length + 1;
                From = start;
                continue;
            }

            // What is not in its place, or stands for others, is more than a line to the reader.
            if (kind is LineKind.Header or LineKind.Seal or LineKind.Gap || !Line.IsIntact(line, _salt)) break;
            heads?.Read(Count, kind, line, body);
            Add(new(kind, sequence, flushed, start, length, body));
            start += length + 1;
        }

        End = _bufferOffset + start;
    }

    private void Add(in CheckedLine line)
    {
        if (Count == _lines.Length) Array.Resize(ref _lines, Count * 2);
        _lines[Count++] = line;
    }

    // The length of the line that goes on behind what was read; -1 when it does not end in the buffer.
    private int ReadLineEnd(SegmentContent content, long bound, int start, ref int filled)
    {
        while (filled < _buffer.Length && _bufferOffset + filled < bound)
        {
            int more = Read(content, filled, Math.Min(Step, bound - _bufferOffset - filled));
            if (more == filled) return -1;
            int end = _buffer.AsSpan(filled, more - filled).IndexOf((byte)'\n');
            filled = more;
            if (end >= 0) return _buffer.AsSpan(start, filled - start).IndexOf((byte)'\n');
        }

        return -1;
    }

    // How far the buffer is filled then.
    private int Read(SegmentContent content, int filled, long length)
    {
        int wanted = (int)Math.Min(filled + length, _buffer.Length);
        for (int read; filled < wanted && (read = content.Read(_buffer.AsSpan(filled, wanted - filled), _bufferOffset + filled)) > 0; filled += read) { }
        return filled;
    }
}
