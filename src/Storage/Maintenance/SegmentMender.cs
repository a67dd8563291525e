using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Turns what was read of one segment into one that is whole: its good lines in the order of their numbers, a gap where numbers are gone, a header. What is not among that
/// is listed to be set aside.
/// </summary>
internal sealed class SegmentMender(StoreContext store, SegmentEdit edit, SegmentPlace place)
{
    private readonly List<LostPiece> _lost = [];
    private readonly List<(long Offset, long End)> _kept = [];

    /// <summary>What is to be set aside, in order.</summary>
    public IReadOnlyList<LostPiece> Lost => _lost;

    /// <summary>The good lines that stay.</summary>
    public long Kept { get; private set; }

    /// <summary>The numbers whose lines are gone.</summary>
    public long Missing { get; private set; }

    /// <summary>Whether the segment has to be written anew.</summary>
    public bool IsChange { get; private set; }

    /// <summary>The last number up to the end of the segment.</summary>
    public long Last { get; private set; }

    /// <summary>Mends the edit.</summary>
    /// <param name="schemas">The JSON of the schemas of another segment of the stream, for a header that is gone; empty for none.</param>
    /// <param name="evaluation">The name and the identity, for the header of an evaluation that is gone; null in a journal.</param>
    /// <exception cref="StoreException">The segment can't be read.</exception>
    public void Mend(ReadOnlyMemory<byte> schemas, EvaluationHead? evaluation)
    {
        IsChange = edit.Damage.IsDamaged || edit.Damage.TornBytes > 0 || edit.IsChange;
        MendHeader(schemas, evaluation);
        if (edit.Header is { } header && edit.HeaderSequence >= 0) _kept.Add((0, header.Length));
        MendOrder();
        MendEnd();
        IsChange |= edit.HeaderSequence < 0;
        if (IsChange) ListLost();
    }

    // Lines that a writer repeated after a failed flush stand in the segment before too, so that a header may say less than what was there.
    private void MendHeader(ReadOnlyMemory<byte> schemas, EvaluationHead? evaluation)
    {
        long first = edit.Lines.Count > 0 ? edit.Lines.Min(static line => line.First) - 1 : long.MaxValue;
        if (edit.Header is null)
        {
            Last = Math.Min(place.LastBefore, first);
            edit.Header = NewHeader(Last, schemas, evaluation);
        }
        else if (edit.HeaderSequence > place.LastBefore)
        {
            // What it counts on stood in a segment that is gone, and there is none before it that could tell.
            _kept.Add((0, edit.Header.Length));
            Last = place.LastBefore;
            edit.Header = Renumbered(edit.Header, Last);
            IsChange = true;
        }
        else
        {
            Last = edit.HeaderSequence;
        }
    }

    private void MendOrder()
    {
        List<EditedLine> read = [.. edit.Lines.OrderBy(static line => line.First)];
        edit.Lines.Clear();
        foreach (EditedLine line in read)
        {
            // A copy of what is there already.
            if (line.Last <= Last)
            {
                IsChange = true;
                continue;
            }

            if (line.First > Last + 1) AddGap(Last + 1, line.First - 1);
            edit.Lines.Add(line with { First = Math.Max(line.First, Last + 1) });
            Last = line.Last;
            // A gap has its cause, and so has a line that is taken out now: that one is set aside.
            if (line.Verdict.Cause is null) Kept++;
            if (line.Verdict.Cause is null || line.IsGap) _kept.Add((line.Offset, line.Offset + line.Length + 1));
        }
    }

    private void MendEnd()
    {
        long end = Math.Max(place.KnownFlushed, edit.SealLine?.Sequence ?? -1);
        if (edit.SealLine is { } seal) _kept.Add((seal.Offset, seal.Offset + seal.Length + 1));
        if (end <= Last) return;
        Missing += end - Last;
        edit.Tail = new(Last + 1, end, GapCause.Damaged);
        Last = end;
        IsChange = true;
    }

    private void AddGap(long first, long last)
    {
        Missing += last - first + 1;
        edit.Lines.Add(new(first, last, 0, 0, LineVerdict.TakeOut(GapCause.Damaged)));
        IsChange = true;
    }

    // Of a sealed file what can't be inflated is kept as it is in the file.
    private void ListLost()
    {
        if (!edit.Name.IsSealed)
        {
            _lost.AddRange(NotKept(edit.Length));
            return;
        }

        _lost.AddRange(SystemErrors.Read(edit.Name.SealedPath, () =>
        {
            using SealedContent content = SealedContent.Open(store.Files, edit.Name.SealedPath);
            List<LostPiece> lost = [.. content.BadParts().Select(static part => new LostPiece(part.Offset, part.Length, IsContent: false))];
            foreach (LostPiece piece in NotKept(content.Length)) lost.AddRange(Readable(content, piece));
            return lost;
        }));
    }

    private IEnumerable<LostPiece> NotKept(long length)
    {
        long at = 0;
        foreach ((long offset, long end) in _kept.Distinct().Order())
        {
            if (offset > at) yield return new(at, offset - at, edit.Name.IsSealed);
            at = Math.Max(at, end);
        }

        if (length > at) yield return new(at, length - at, edit.Name.IsSealed);
    }

    private static IEnumerable<LostPiece> Readable(SealedContent content, LostPiece piece)
    {
        byte[] probe = new byte[1];
        long start = piece.Offset, end = piece.Offset + piece.Length;
        for (long at = start; at < end;)
        {
            // A member is read whole or not at all, so that its first byte tells.
            if (content.Read(probe, at) > 0)
            {
                at = Math.Min(end, content.MemberEnd(at));
                continue;
            }

            if (at > start) yield return new(start, at - start, IsContent: true);
            at = start = Math.Min(end, content.HoleAt(at)?.End ?? end);
        }

        if (end > start) yield return new(start, end - start, IsContent: true);
    }

    private byte[] NewHeader(long sequence, ReadOnlyMemory<byte> schemas, EvaluationHead? evaluation)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            SegmentHeader.WriteBody(ref body, edit.Name, Indexes.StreamScan.EpochOf(edit.Name.Writer), Durability.Flush, store.Options.Time.GetUtcNow(), HeaderExtra.Of(schemas, evaluation));
            return Framed(sequence, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    private static byte[] Renumbered(ReadOnlySpan<byte> header, long sequence)
    {
        Line.TryOpen(header[..^1], out _, out _, out _, out int body);
        return Framed(sequence, header[body..^(Line.SuffixLength + 1)]);
    }

    private static byte[] Framed(long sequence, ReadOnlySpan<byte> body)
    {
        byte[] line = new byte[Line.Bound(body.Length)];
        return line[..Line.Write(line, LineKind.Header, sequence, body, salt: 0)];
    }
}
