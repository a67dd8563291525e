using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>A record's line in some run.</summary>
internal readonly record struct FoundRecord(SegmentInfo Segment, long Offset, int Length, long Sequence)
{
    public RecordReference Reference => new(RunId.Parse(Segment.Name.Stream.Run), Segment.Name.Writer, Sequence);

    /// <summary>The newer run first, then as within a run: higher epoch, later writer, higher sequence.</summary>
    public static int Compare(in FoundRecord left, in FoundRecord right)
    {
        int order = string.CompareOrdinal(left.Segment.Name.Stream.Run, right.Segment.Name.Stream.Run);
        if (order == 0) order = left.Segment.Epoch.CompareTo(right.Segment.Epoch);
        if (order == 0) order = SegmentName.CompareWriters(left.Segment.Name.Writer, right.Segment.Name.Writer);
        return order != 0 ? order : left.Sequence.CompareTo(right.Sequence);
    }
}
