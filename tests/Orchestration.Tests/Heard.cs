namespace TrialKeep.Orchestration.Tests;

/// <summary>What a transform makes of a reply.</summary>
[ExperimentRecord("tests.heard")]
public sealed partial record Heard
{
    public required string Words { get; init; }

    [Deduplicated]
    public string? Language { get; init; }
}
