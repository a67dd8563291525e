using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Repairs the segments of one stream: every good line stays, what is bad is set aside, and a gap says which numbers are gone.</summary>
/// <param name="store">The store.</param>
/// <param name="log">What is done.</param>
/// <param name="stream">The stream.</param>
/// <param name="ends">How far the writers had come when that was noted last.</param>
/// <param name="isUseful">False for a line that is good by itself and of no use: its members are not those of its kind, or what it refers to is gone.</param>
/// <param name="changing">Called before the first segment is written.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class StreamRepairer(
    StoreContext store, RepairLog log, StreamName stream, RunEnds ends, Func<SegmentReader, string, bool> isUseful, Action changing, CancellationToken cancellation)
{
    private readonly EvaluationHead? _evaluation = stream.Name == "journal" ? null : new(stream.Name[..^17], stream.Name[^16..]);
    private ReadOnlyMemory<byte> _schemas;

    /// <exception cref="StoreException">A segment can't be read or written; the next call goes on.</exception>
    public void Repair()
    {
        List<SegmentName> segments = SegmentName.List(stream);
        _schemas = SchemasOf(segments);
        foreach (IGrouping<string, SegmentName> writer in segments.GroupBy(static segment => segment.Writer)) Repair([.. writer]);
    }

    private void Repair(SegmentName[] segments)
    {
        long last = 0;
        for (int i = 0; i < segments.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            SegmentName? next = i + 1 < segments.Length ? segments[i + 1] : null;
            long flushed = next is null ? ends.Of(stream.Name, segments[i].Writer) : IsForeign(next) is not null ? -1 : SegmentReader.FlushedBefore(store.Files, next);
            SegmentPlace place = new(last, flushed, next is null || next.Number == segments[i].Number + 1);
            last = IsForeign(segments[i]) is { } reason ? GiveUp(segments[i], reason, place) : Repair(Standing(segments[i], place), place);
        }
    }

    private long Repair(SegmentName segment, SegmentPlace place)
    {
        SegmentEdit edit = Read(segment, place);
        SegmentMender mender = new(store, edit, place);
        mender.Mend(_schemas, _evaluation);
        if (!mender.IsChange && (!segment.IsSealed || IsAsSealed(segment))) return mender.Last;
        string? aside = log.Keep($"{stream.Name}-{segment.Writer}-{segment.Number.ToString("D6", CultureInfo.InvariantCulture)}", segment.ListedPath, mender.Lost);
        log.Add(new(RepairKind.Segment, segment.ListedPath, Message(edit, mender), mender.Kept, mender.Missing, edit.TakenOut, mender.Lost.Sum(static piece => piece.Length), aside));
        if (log.IsDry) return mender.Last;
        changing();
        new SegmentRewriter(store.Files, cancellation).Rewrite(edit);
        return mender.Last;
    }

    private SegmentEdit Read(SegmentName segment, SegmentPlace place) => SegmentEdit.Read(
        store.Files, segment, reader => isUseful(reader, segment.Writer) ? LineVerdict.Keep : LineVerdict.TakeOut(GapCause.Damaged), place);

    // A sealer was stopped before it deleted the plain file, or somebody unpacked it; if that was damaged since, the sealed one is whole.
    private SegmentName Standing(SegmentName segment, SegmentPlace place)
    {
        SegmentName sealedOne = segment with { IsSealed = true };
        if (segment.IsSealed || !File.Exists(segment.SealedPath)) return segment;
        if (SegmentEdit.Read(store.Files, segment, static _ => LineVerdict.Keep, place).Damage is { IsDamaged: false, TornBytes: 0 } || !IsAsSealed(sealedOne)) return segment;
        if (!log.IsDry) changing();
        log.Replace(RepairKind.SetAside, segment.Path, "It is damaged, and the sealed file beside it is whole and takes its place.");
        return sealedOne;
    }

    private bool IsAsSealed(SegmentName segment) => SealedSegments.Compare(store.Files, segment, cancellation) is null;

    private long GiveUp(SegmentName segment, string reason, SegmentPlace place)
    {
        log.GiveUp(segment.ListedPath, reason);
        return Math.Max(place.LastBefore, place.KnownFlushed);
    }

    // What is not this stream's own can't be told good from bad.
    private string? IsForeign(SegmentName segment)
    {
        if (segment.IsSealed && IsPlainGzip(segment)) return "It is no sealed segment but was made by gzip; unpack it with gzip -d, and repair again.";
        using SegmentReader reader = new(store.Files, segment, new DamageLog());
        return reader.Header is { } header && header.Salt != segment.Salt
            ? "Its header is that of a segment of another run, stream, writer or number; move it to where that says, and repair again."
            : null;
    }

    private bool IsPlainGzip(SegmentName segment) => SystemErrors.Read(segment.SealedPath, () =>
    {
        using SafeFileHandle file = store.Files.OpenRead(segment.SealedPath);
        Span<byte> start = stackalloc byte[4];
        return store.Files.Read(file, start, 0) == start.Length && start[..3].SequenceEqual((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) && (start[3] & 4) == 0;
    });

    // Sessions of one program mostly have the same; columns are a convenience, values are read without them.
    private ReadOnlyMemory<byte> SchemasOf(List<SegmentName> segments)
    {
        if (_evaluation is not null) return default;
        foreach (SegmentName segment in segments)
        {
            using SegmentReader reader = new(store.Files, segment, new DamageLog());
            if (reader.Header is { Schemas.IsEmpty: false } header) return header.Schemas;
        }

        return default;
    }

    private static string Message(SegmentEdit edit, SegmentMender mender)
    {
        string what = edit.Damage.IsDamaged ? $"damaged ({edit.Damage.Lines[0].Reason})"
            : edit.Damage.TornBytes > 0 ? "unfinished at its end"
            : edit.TakenOut > 0 ? "whole, but has lines of no use"
            : "not as it was sealed, or the segment before it is gone";
        return string.Create(CultureInfo.InvariantCulture, $"It is {what}: {mender.Kept} good lines stay, {mender.Missing} are gone or bad{(edit.TakenOut == 0 ? "" : $", {edit.TakenOut} are of no use without what they refer to")}.");
    }
}
