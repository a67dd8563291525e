namespace TrialKeep.Orchestration.Tests;

[ExperimentPart]
public sealed partial record Row
{
    public required string Name { get; init; }

    public required int Count { get; init; }

    public double? Weight { get; init; }

    public bool? Flag { get; init; }
}
