namespace TrialKeep.Hosting.Tests;

[ExperimentTask("tests.puzzle")]
public sealed partial record Puzzle
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required string Question { get; init; }

    [Reference]
    public required string Expected { get; init; }

    [Slice]
    public string? Kind { get; init; }
}
