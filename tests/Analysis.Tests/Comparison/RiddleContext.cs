namespace TrialKeep.Analysis.Tests.Comparison;

[ExperimentPart]
public sealed partial record RiddleContext
{
    [KeyPart]
    public string? Hint { get; init; }

    [KeyPart]
    public int Limit { get; init; }
}
