using System.Globalization;
using TrialKeep.Storage.Ahead;
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

    /// <summary>Reads the good lines, of a long stream with other threads that read and check them ahead.</summary>
    /// <param name="files">The file operations.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="lines">Gets the segments.</param>
    /// <param name="damage">Gets what is not as it was written.</param>
    /// <param name="take">Takes the lines, on the caller's thread.</param>
    /// <param name="ends">How far the writers had come when that was noted last; null when nobody knows.</param>
    /// <param name="blocks">What is to be read of the lines ahead; null for nothing.</param>
    /// <exception cref="StoreException">A segment can't be read or is of a newer format.</exception>
    public static void Read(FileOperations files, StreamName stream, LineSource lines, DamageLog damage, TakeLine take, RunEnds? ends = null, IBlockTaker? blocks = null)
    {
        string writer = "";
        long last = 0;
        List<SegmentName> names = SegmentName.List(stream);
        using BlocksAhead? ahead = BlocksAhead.Begin(files, names, blocks);
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Writer != writer) (writer, last) = (names[i].Writer, 0);
            // Asked before the segment itself is opened: what a living writer adds meanwhile is not missed then.
            SegmentName? next = i + 1 < names.Count && names[i + 1].Writer == writer ? names[i + 1] : null;
            long flushed = next is null ? ends?.Of(stream.Name, writer) ?? -1 : SegmentReader.FlushedBefore(files, next);
            bool isFollowed = next is null || next.Number == names[i].Number + 1;
            using SegmentReader reader = new(files, names[i], damage) { KnownFlushed = flushed, LastBefore = last, IsFollowed = isFollowed };
            if (ahead is not null) reader.Follow(ahead, i);
            last = Read(reader, names[i], last, lines, damage, take);
        }

        if (ends is not null) TellMissing(stream, names, ends, damage);
    }

    /// <summary>The epoch that follows from a writer's name: a header says the same unless it is damaged.</summary>
    public static long EpochOf(string writer) => long.Parse(writer.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Read(SegmentReader reader, SegmentName name, long last, LineSource lines, DamageLog damage, TakeLine take)
    {
        // A segment is begun with what was not acknowledged in the one before it, so that nothing may be missing in between.
        if (reader.Header is { } header && header.Sequence > last) damage.Add(Gap(name, last + 1, header.Sequence));
        int segment = lines.Add(new(name, reader.Salt, reader.Header?.Epoch ?? EpochOf(name.Writer)));
        while (reader.Next())
        {
            if (!take(reader, segment)) damage.Add(new(reader.Path, reader.LineNumber, reader.Offset, reader.Line.Length, "the line's members are not those of its kind"));
        }

        // What is gone at the end was told by the segment itself then.
        return Math.Max(last, reader.EndsDamaged ? reader.KnownFlushed : reader.LastSequence);
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
