using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What is to become of a segment, plain or sealed, line by line. Nothing is written until a <see cref="SegmentRewriter"/> is given it.</summary>
internal sealed class SegmentEdit
{
    private const int PieceSize = 1 << 20;
    private readonly List<EditedLine> _lines = [];

    private SegmentEdit(SegmentName name) => Name = name;

    /// <summary>Decides about a good line.</summary>
    public delegate LineVerdict JudgeLine(SegmentReader reader);

    /// <summary>The segment, as it was listed.</summary>
    public SegmentName Name { get; }

    /// <summary>What is wrong with the segment as it is. Who does not mend it leaves such a segment alone: what is bad in it would be gone without a word.</summary>
    public DamageReport Damage { get; private set; } = DamageReport.None;

    /// <summary>The first line with its line feed; null when it is damaged.</summary>
    public byte[]? Header { get; set; }

    /// <summary>The number that the header says: what was flushed before the segment was begun; -1 when the header is damaged.</summary>
    public long HeaderSequence { get; private set; } = -1;

    /// <summary>The good lines, in the order in which they are to stand; a seal is none of them.</summary>
    public List<EditedLine> Lines => _lines;

    /// <summary>The numbers that come behind the last line and are gone; null for none.</summary>
    public Gap? Tail { get; set; }

    /// <summary>The bytes of the content as it is.</summary>
    public long Length { get; private set; }

    /// <summary>Where the seal's line stands, and the number that it says; null for none.</summary>
    public (long Sequence, long Offset, int Length)? SealLine { get; private set; }

    /// <summary>The lines that are to be taken out.</summary>
    public long TakenOut { get; private set; }

    /// <summary>Their bytes, line feeds included.</summary>
    public long BytesTakenOut { get; private set; }

    /// <summary>The lines in whose place others are to stand.</summary>
    public long Replaced { get; private set; }

    /// <summary>Whether a line goes or changes.</summary>
    public bool IsChange => TakenOut > 0 || Replaced > 0;

    /// <summary>Reads a segment and judges each of its good lines. Gaps that are there stay, and are not judged.</summary>
    /// <param name="files">The file operations.</param>
    /// <param name="name">The segment.</param>
    /// <param name="judge">Decides about a line; asked once for each, in the order of the file.</param>
    /// <param name="between">What is known from the writer's other segments; null for nothing.</param>
    /// <exception cref="StoreException">It can't be read.</exception>
    public static SegmentEdit Read(FileOperations files, SegmentName name, JudgeLine judge, SegmentPlace? between = null)
    {
        SegmentEdit edit = new(name);
        DamageLog damage = new();
        using SegmentReader reader = new(files, name, damage) { KnownFlushed = between?.KnownFlushed ?? -1, LastBefore = between?.LastBefore ?? -1, IsFollowed = between?.IsFollowed ?? false };
        edit.Length = reader.Length;
        if (reader.Header is { } header)
        {
            edit.HeaderSequence = header.Sequence;
            edit.Header = ReadHeader(files, name, (int)reader.GoodEnd);
        }

        while (reader.Next()) edit.Take(reader, judge);
        edit.SealLine = reader.SealLine;
        edit.Damage = damage.ToReport();
        return edit;
    }

    /// <summary>What the segment is to hold, in pieces, valid until the next one is asked for.</summary>
    /// <exception cref="StoreException">While reading: a line is not what it was when it was judged.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Content(FileOperations files)
    {
        using LineSource source = new(files);
        source.Add(new(Name, Name.Salt, 0));
        Piece piece = new(PieceSize);
        piece.Add(Header ?? throw new InvalidOperationException("A segment has a header."));
        foreach (NewLine line in NewLines())
        {
            if (piece.IsFull)
            {
                yield return piece.Bytes;
                piece.Clear();
            }

            Add(piece, source, line);
        }

        yield return piece.Bytes;
    }

    /// <summary>How many lines it is to hold, the header included, and the last number.</summary>
    public (long Lines, long Last) Expected()
    {
        (long lines, long last) = (1, -1);
        foreach (NewLine line in NewLines()) (lines, last) = (lines + 1, line.Last);
        return (lines, last);
    }

    private void Take(SegmentReader reader, JudgeLine judge)
    {
        int length = reader.Line.Length;
        if (reader.Kind == LineKind.Gap && GapLine.TryRead(reader.Line, reader.Body, reader.Sequence, out Gap gap))
        {
            // A cause that this program has no word for stays as it is written.
            _lines.Add(new(gap.First, gap.Last, reader.Offset, length, gap.Cause == GapCause.Unknown ? LineVerdict.Keep : LineVerdict.TakeOut(gap.Cause)) { IsGap = true });
            return;
        }

        LineVerdict verdict = judge(reader);
        _lines.Add(new(reader.Sequence, reader.Sequence, reader.Offset, length, verdict));
        if (verdict.Body is not null) Replaced++;
        if (verdict.Cause is null) return;
        TakenOut++;
        BytesTakenOut += length + 1;
    }

    /// <summary>The first line of a segment with its line feed; null when it is damaged.</summary>
    /// <exception cref="StoreException">It can't be read.</exception>
    public static byte[]? ReadHeader(FileOperations files, SegmentName name)
    {
        using SegmentReader reader = new(files, name, new DamageLog());
        return reader.Header is null ? null : ReadHeader(files, name, (int)reader.GoodEnd);
    }

    private static byte[] ReadHeader(FileOperations files, SegmentName name, int length) => SystemErrors.Read(name.ListedPath, () =>
    {
        byte[] header = new byte[length];
        using SegmentContent content = SegmentContent.Open(files, name);
        int filled = 0;
        for (int read; filled < length && (read = content.Read(header.AsSpan(filled), filled)) > 0; filled += read) { }
        return header;
    });

    // Neighbours that go for one cause are one gap, with a gap that was there before.
    private IEnumerable<NewLine> NewLines()
    {
        Gap? open = null;
        foreach (EditedLine line in _lines)
        {
            if (line.Verdict.Cause is not { } cause)
            {
                if (open is { } closed) yield return new(closed.Last, null, closed);
                open = null;
                yield return new(line.Last, line, null);
            }
            else if (open is { } known && known.Cause == cause && known.Last + 1 == line.First)
            {
                open = known with { Last = line.Last };
            }
            else
            {
                if (open is { } closed) yield return new(closed.Last, null, closed);
                open = new(line.First, line.Last, cause);
            }
        }

        if (open is { } last && Tail is { } tail && last.Cause == tail.Cause)
        {
            yield return new(tail.Last, null, last with { Last = tail.Last });
            yield break;
        }

        if (open is { } rest) yield return new(rest.Last, null, rest);
        if (Tail is { } end) yield return new(end.Last, null, end);
    }

    private void Add(Piece piece, LineSource source, in NewLine line)
    {
        if (line.Gap is { } gap)
        {
            piece.Add(GapLine.ToLine(gap, Name.Salt));
            return;
        }

        EditedLine kept = line.Line!.Value;
        if (kept.Verdict.Body is { } body)
        {
            byte[] target = new byte[Line.Bound(body.Length)];
            piece.Add(target.AsSpan(0, Line.Write(target, kept.Verdict.Kind, kept.Last, body, Name.Salt)));
            return;
        }

        using PooledLine whole = source.Read(new(0, kept.Offset, kept.Length));
        piece.Add(whole.Span);
        piece.Add("\n"u8);
    }

    private readonly record struct NewLine(long Last, EditedLine? Line, Gap? Gap);

    private sealed class Piece(int size)
    {
        private byte[] _buffer = new byte[size];
        private int _length;

        public bool IsFull => _length >= size;

        public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

        public void Clear() => _length = 0;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            if (_length + bytes.Length > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes.Length));
            bytes.CopyTo(_buffer.AsSpan(_length));
            _length += bytes.Length;
        }
    }
}
