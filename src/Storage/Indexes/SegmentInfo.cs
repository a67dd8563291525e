using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Indexes;

/// <summary>A segment that was read.</summary>
/// <param name="Name">The segment.</param>
/// <param name="Salt">What its checksums start from.</param>
/// <param name="Epoch">The epoch of its writer.</param>
internal sealed record SegmentInfo(SegmentName Name, uint Salt, long Epoch);
