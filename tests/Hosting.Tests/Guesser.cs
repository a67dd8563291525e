namespace TrialKeep.Hosting.Tests;

[ExperimentVariant("tests.guesser")]
public sealed partial record Guesser
{
    [KeyPart]
    public required string Name { get; init; }
}
