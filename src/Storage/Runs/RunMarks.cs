using System.Collections.Immutable;

namespace TrialKeep.Storage.Runs;

/// <summary>What people have marked a run with (marks.json).</summary>
/// <param name="IsPinned">It is to be kept, whatever retention says.</param>
/// <param name="Tags">Its tags, sorted.</param>
public sealed record RunMarks(bool IsPinned, ImmutableArray<string> Tags)
{
    /// <summary>No mark.</summary>
    public static RunMarks None { get; } = new(false, []);
}
