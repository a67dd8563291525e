using System.Globalization;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Reads all segments of a stream, writer by writer, and notices what is missing between them.</summary>
internal static class StreamScan
{
    /// <summary>Takes a good line; false when its members are not those of its kind.</summary>
    public delegate bool TakeLine(SegmentReader reader, int segment);

    /// <summary>Reads the good lines; <paramref name="ends"/> says how far the writers had come when that was noted last, null when nobody knows.</summary>
    public static void Read(FileOperations files, StreamName stream, LineSource lines, DamageLog damage, TakeLine take, RunEnds? ends = null)
    {
        string writer = "";
        long last = 0;
        List<SegmentName> names = SegmentName.List(stream);
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Writer != writer) (writer, last) = (names[i].Writer, 0);
            // Asked before the segment itself is opened: what a living writer adds meanwhile is not missed then.
            SegmentName? next = i + 1 < names.Count && names[i + 1].Writer == writer ? names[i + 1] : null;
            long flushed = next is null ? ends?.Of(stream.Name, writer) ?? -1 : SegmentReader.FlushedBefore(files, next);
            last = Read(files, names[i], last, flushed, next is null || next.Number == names[i].Number + 1, lines, damage, take);
        }

        if (ends is not null) TellMissing(stream, names, ends, damage);
    }

    /// <summary>The epoch that follows from a writer's name: a header says the same unless it is damaged.</summary>
    public static long EpochOf(string writer) => long.Parse(writer.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Read(FileOperations files, SegmentName name, long last, long flushed, bool isFollowed, LineSource lines, DamageLog damage, TakeLine take)
    {
        using SegmentReader reader = new(files, name, damage) { KnownFlushed = flushed, LastBefore = last, IsFollowed = isFollowed };
        // A segment is begun with what was not acknowledged in the one before it, so that nothing may be missing in between.
        if (reader.Header is { } header && header.Sequence > last) damage.Add(Gap(name, last + 1, header.Sequence));
        int segment = lines.Add(new(name, reader.Salt, reader.Header?.Epoch ?? EpochOf(name.Writer)));
        while (reader.Next())
        {
            if (!take(reader, segment)) damage.Add(new(reader.Path, reader.LineNumber, reader.Offset, reader.Line.Length, "the line's members are not those of its kind"));
        }

        // What is gone at the end was told by the segment itself then.
        return Math.Max(last, reader.EndsDamaged ? flushed : reader.LastSequence);
    }

    // A writer of whom no segment is left.
    private static void TellMissing(StreamName stream, List<SegmentName> names, RunEnds ends, DamageLog damage)
    {
        foreach (string writer in ends.Writers(stream.Name))
        {
            if (!names.Exists(name => name.Writer == writer)) damage.Add(Gap(new(stream, writer, 1), 1, ends.Of(stream.Name, writer)));
        }
    }

    private static DamagedLine Gap(SegmentName name, long first, long last) =>
        new(name.ListedPath, 1, 0, 0, string.Create(CultureInfo.InvariantCulture, $"the lines with sequence {first} to {last}, which stood in an earlier segment, are gone"));
}
