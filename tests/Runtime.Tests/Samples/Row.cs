namespace TrialKeep.Runtime.Tests.Samples;

[ExperimentPart]
public sealed partial record Row
{
    public required string Id { get; init; }
    public required string Question { get; init; }
    public decimal Answer { get; init; }
}
