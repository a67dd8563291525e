using TrialKeep;

namespace WordProblems.Types;

/// <summary>One problem as it is asked.</summary>
[ExperimentTask("word-problems")]
public sealed partial record WordProblem
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required Prompt Prompt { get; init; }

    /// <summary>SHA-256 of the recorded solutions that are replayed, so that an edited one is not a stale hit; null when a variant answers itself.</summary>
    [KeyPart]
    public string? RecordedSolutions { get; init; }

    [Reference]
    public required decimal Answer { get; init; }

    [Slice]
    public string? Topic { get; init; }
}
