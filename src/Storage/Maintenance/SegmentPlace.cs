namespace TrialKeep.Storage.Maintenance;

/// <summary>What a writer's other segments say of one of them.</summary>
/// <param name="LastBefore">The last number in those before it.</param>
/// <param name="KnownFlushed">The number in the header of the next one, or of the last one what run.json says; -1 when neither does.</param>
/// <param name="IsFollowed">Whether there is none missing between this one and where that is said.</param>
internal sealed record SegmentPlace(long LastBefore, long KnownFlushed, bool IsFollowed);
