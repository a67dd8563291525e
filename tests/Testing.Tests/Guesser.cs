namespace TrialKeep.Testing.Tests;

[ExperimentVariant("testing.guesser")]
public sealed partial record Guesser
{
    [KeyPart]
    public required string Name { get; init; }
}
