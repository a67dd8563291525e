using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>The runs whose sessions append while a pass indexes: what they have more of by then it takes along, in the same transaction.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="TryTakeMore">Whether one of them wants to be indexed again, and no other run does; asked when everything is indexed that was there before.</param>
internal sealed record FollowedRuns(IReadOnlyCollection<RunFolder> Runs, Func<IReadOnlyCollection<RunFolder>, bool> TryTakeMore)
{
    /// <summary>A pass over what is there when it begins.</summary>
    public static FollowedRuns None { get; } = new([], static _ => false);
}
