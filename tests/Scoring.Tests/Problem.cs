namespace TrialKeep.Scoring.Tests;

[ExperimentTask("tests.problem")]
public sealed partial record Problem
{
    [ItemId]
    public required string Id { get; init; }

    [Reference]
    public required string Truth { get; init; }
}
