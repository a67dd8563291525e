namespace TrialKeep.Hosting.Tests;

[ExperimentPart]
public sealed partial record PuzzleRow
{
    public required string Id { get; init; }

    public required string Question { get; init; }

    public required string Expected { get; init; }

    public string? Kind { get; init; }
}
