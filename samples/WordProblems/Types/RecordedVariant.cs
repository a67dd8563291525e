using TrialKeep;

namespace WordProblems.Types;

/// <summary>A model whose answers were recorded elsewhere and are replayed.</summary>
[ExperimentVariant("recorded")]
public sealed partial record RecordedVariant
{
    [KeyPart]
    public required string Model { get; init; }
}
