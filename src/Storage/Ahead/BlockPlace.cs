using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Ahead;

/// <summary>A piece of a segment whose lines are read ahead.</summary>
/// <param name="Segment">The index of the segment in its stream.</param>
/// <param name="Name">The segment.</param>
/// <param name="From">The offset in its content from which on lines start in the piece.</param>
/// <param name="To">The offset from which on lines are those of the next one.</param>
/// <param name="Bound">The bytes of the content when it was looked at.</param>
internal readonly record struct BlockPlace(int Segment, SegmentName Name, long From, long To, long Bound);
