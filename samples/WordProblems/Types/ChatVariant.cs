using TrialKeep;

namespace WordProblems.Types;

/// <summary>A model behind a server.</summary>
[ExperimentVariant("chat")]
public sealed partial record ChatVariant
{
    [KeyPart]
    public required string Model { get; init; }

    [KeyPart]
    public double Temperature { get; init; }

    [NotInKey("the same model answers the same, wherever it runs")]
    public string? Endpoint { get; init; }
}
