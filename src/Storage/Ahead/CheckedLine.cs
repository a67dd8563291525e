using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Ahead;

/// <summary>A good line of a block: its frame is read and its checksum fits.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="Flushed">The last sequence number that was flushed before it; -1 where it does not say so.</param>
/// <param name="Start">Where it starts in the block's buffer.</param>
/// <param name="Length">Its bytes without the line feed.</param>
/// <param name="Body">Where the members of its kind start in it.</param>
internal readonly record struct CheckedLine(LineKind Kind, long Sequence, long Flushed, int Start, int Length, int Body);
