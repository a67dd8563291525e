namespace TrialKeep.Storage.Maintenance;

/// <summary>What a writer's other segments say of one of them.</summary>
/// <param name="LastBefore">The last number in those before it.</param>
/// <param name="KnownFlushed">The number in the header of the next one; -1 when there is none.</param>
/// <param name="IsFollowed">Whether the next one has the next number.</param>
internal sealed record SegmentPlace(long LastBefore, long KnownFlushed, bool IsFollowed);
