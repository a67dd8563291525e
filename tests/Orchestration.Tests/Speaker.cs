namespace TrialKeep.Orchestration.Tests;

[ExperimentVariant("tests.speaker")]
public sealed partial record Speaker
{
    [KeyPart]
    public required string Voice { get; init; }
}
