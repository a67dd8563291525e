namespace TrialKeep.Testing.Tests;

[ExperimentTask("testing.puzzle")]
public sealed partial record Puzzle
{
    [ItemId]
    public required string Id { get; init; }

    [Reference]
    public required string Expected { get; init; }
}
