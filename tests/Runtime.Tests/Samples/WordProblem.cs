namespace TrialKeep.Runtime.Tests.Samples;

/// <summary>The task of DESIGN section 5.</summary>
[ExperimentTask("word-problems", Version = 1)]
public sealed partial record WordProblem
{
    [ItemId] public required string Id { get; init; }
    [KeyPart] public required Prompt Prompt { get; init; }
    [KeyPart, Deduplicated] public string? SystemPrompt { get; init; }
    [Reference] public required decimal Answer { get; init; }
    [Slice] public string? Topic { get; init; }
    [NotInKey("shown in reports only")] public string? Source { get; init; }
}
