using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Finds a line by its writer and sequence number, by reading that writer's segments: needed only where another line has won.</summary>
internal static class SequenceSearch
{
    public static LineLocation? Find(FileOperations files, StreamName stream, LineSource lines, in RecordReference reference)
    {
        LineLocation? found = null;
        foreach (SegmentName name in SegmentName.List(stream))
        {
            if (name.Writer != reference.Writer || IndexOf(lines, name) is not (>= 0 and int segment)) continue;
            using SegmentReader reader = new(files, name, new DamageLog());
            while (reader.Next())
            {
                if (reader.Sequence == reference.Sequence) found = new(segment, reader.Offset, reader.Line.Length);
            }
        }

        return found;
    }

    private static int IndexOf(LineSource lines, SegmentName name)
    {
        for (int i = 0; i < lines.Segments.Count; i++)
        {
            if (lines.Segments[i].Name.Path == name.Path) return i;
        }

        return -1;
    }
}
