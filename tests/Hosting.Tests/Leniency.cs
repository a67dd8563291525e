namespace TrialKeep.Hosting.Tests;

/// <summary>Settings of an evaluator.</summary>
[ExperimentPart]
public sealed partial record Leniency
{
    public required string Accepted { get; init; }
}
