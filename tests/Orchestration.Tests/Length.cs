namespace TrialKeep.Orchestration.Tests;

/// <summary>What a second transform makes of what was heard.</summary>
[ExperimentRecord("tests.length")]
public sealed partial record Length
{
    public required int Letters { get; init; }
}
