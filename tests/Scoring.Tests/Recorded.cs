namespace TrialKeep.Scoring.Tests;

[ExperimentVariant("tests.recorded")]
public sealed partial record Recorded
{
    [KeyPart]
    public required string Model { get; init; }
}
