namespace TrialKeep.Hosting.Tests;

/// <summary>Settings of each form that a specification may give.</summary>
[ExperimentVariant("tests.tuned")]
public sealed partial record Tuned
{
    [KeyPart]
    public required string Model { get; init; }

    [KeyPart]
    public double Temperature { get; init; }

    [KeyPart]
    public bool Thinks { get; init; }

    [KeyPart]
    public IReadOnlyList<string> Stops { get; init; } = [];

    [KeyPart]
    public long? Limit { get; init; }
}
