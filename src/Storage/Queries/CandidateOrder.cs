using TrialKeep.Runtime.Columns;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Queries;

/// <summary>The order of results: by the column, null first, and then as they were written: experiment, run, epoch, writer, sequence.</summary>
internal sealed class CandidateOrder(bool isDescending) : IComparer<Candidate>
{
    public int Compare(Candidate x, Candidate y)
    {
        int order = CompareValues(x.Order, y.Order);
        if (order != 0) return isDescending ? -order : order;
        // Runs are numbered by experiment and age.
        order = x.Run.CompareTo(y.Run);
        if (order == 0) order = x.Segment.Epoch.CompareTo(y.Segment.Epoch);
        if (order == 0) order = SegmentName.CompareWriters(x.Segment.Name.Writer, y.Segment.Name.Writer);
        return order != 0 ? order : x.Sequence.CompareTo(y.Sequence);
    }

    private static int CompareValues(ColumnValue left, ColumnValue right)
    {
        if (left.IsNull || right.IsNull) return (left.IsNull ? 0 : 1) - (right.IsNull ? 0 : 1);
        return ColumnValue.Compare(left, right) ?? 0;
    }
}
