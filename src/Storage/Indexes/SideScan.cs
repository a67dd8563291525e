using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Streams the lines of one kind of a run's journal: those that were there when it was indexed, each once.</summary>
internal static class SideScan
{
    /// <summary>Reads the members of a line; false when they are not those of its kind.</summary>
    public delegate bool ReadLine<T>(ReadOnlySpan<byte> line, int body, in RecordReference reference, out T value);

    /// <summary>Writer by writer, as written: of two lines that say something about the same, the later one counts.</summary>
    /// <exception cref="StoreException">While reading: a segment can't be read, or a line's members are not those of its kind.</exception>
    public static IEnumerable<T> Read<T>(FileOperations files, RunFolder run, RunIndex index, LineKind kind, ReadLine<T> read)
    {
        IReadOnlyList<SegmentInfo> segments = index.Lines.Segments;
        HashSet<long> seen = [];
        for (int i = 0; i < segments.Count; i++)
        {
            if (i > 0 && segments[i].Name.Writer != segments[i - 1].Name.Writer) seen.Clear();
            if (index.Side.Find(i, kind) is not { } span) continue;
            long repeatedFrom = RepeatedFrom(index, i, kind);
            using SegmentReader reader = new(files, segments[i].Name, new DamageLog());
            reader.SkipTo(span.FirstOffset);
            while (reader.Next() && reader.Offset <= span.LastOffset)
            {
                if (reader.Kind != kind || seen.Contains(reader.Sequence)) continue;
                if (reader.Sequence >= repeatedFrom) seen.Add(reader.Sequence);
                if (!read(reader.Line, reader.Body, new(run.Id, segments[i].Name.Writer, reader.Sequence), out T value))
                {
                    throw LineSource.Damaged(segments[i], new(i, reader.Offset, reader.Line.Length), "has members that are not those of its kind");
                }

                yield return value;
            }
        }
    }

    // After a failed flush the lines that were not acknowledged stand in the next segment too.
    private static long RepeatedFrom(RunIndex index, int segment, LineKind kind)
    {
        IReadOnlyList<SegmentInfo> segments = index.Lines.Segments;
        long first = long.MaxValue;
        for (int i = segment + 1; i < segments.Count && segments[i].Name.Writer == segments[segment].Name.Writer; i++)
        {
            if (index.Side.Find(i, kind) is { } later) first = Math.Min(first, later.FirstSequence);
        }

        return first;
    }
}
