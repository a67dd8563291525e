using TrialKeep;

namespace WordProblems.Types;

/// <summary>A rule-based solver.</summary>
[ExperimentVariant("baseline")]
public sealed partial record BaselineVariant
{
    [KeyPart]
    public required string Solver { get; init; }
}
