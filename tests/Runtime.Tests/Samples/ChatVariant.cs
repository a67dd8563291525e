namespace TrialKeep.Runtime.Tests.Samples;

[ExperimentVariant("chat", Version = 1)]
public sealed partial record ChatVariant
{
    [KeyPart] public required string Model { get; init; }
    [KeyPart] public double Temperature { get; init; }
}
