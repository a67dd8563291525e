namespace TrialKeep.Analysis.Tests.Comparison;

[ExperimentTask("tests.riddle")]
public sealed partial record Riddle
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required RiddlePrompt Prompt { get; init; }

    [KeyPart]
    public RiddleContext? Context { get; init; }

    [KeyPart, Deduplicated]
    public string? SystemPrompt { get; init; }

    [Reference]
    public string? Answer { get; init; }

    [Slice]
    public string? Topic { get; init; }

    [Slice]
    public int? Difficulty { get; init; }

    [Cluster]
    public string? Passage { get; init; }

    [NotInKey("shown only")]
    public string? Note { get; init; }
}
