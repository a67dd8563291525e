using TrialKeep.Runtime.Columns;
using TrialKeep.Storage.Indexes;

namespace TrialKeep.Storage.Queries;

/// <summary>A record that meets a condition, or is said to.</summary>
/// <param name="Run">Its run, an index into those that are asked.</param>
/// <param name="Segment">Its segment.</param>
/// <param name="Offset">Where its line starts.</param>
/// <param name="Length">The length of the line.</param>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="Order">What the column holds that results are ordered by.</param>
internal readonly record struct Candidate(int Run, SegmentInfo Segment, long Offset, int Length, long Sequence, ColumnValue Order);
