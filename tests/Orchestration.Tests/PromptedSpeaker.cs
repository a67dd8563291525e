namespace TrialKeep.Orchestration.Tests;

[ExperimentVariant("tests.prompted-speaker")]
public sealed partial record PromptedSpeaker
{
    [KeyPart]
    public double Temperature { get; init; }

    [KeyPart, Deduplicated]
    public required string Prompt { get; init; }
}
