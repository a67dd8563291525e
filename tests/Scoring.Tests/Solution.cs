namespace TrialKeep.Scoring.Tests;

[ExperimentRecord("tests.solution")]
public sealed partial record Solution
{
    public string? Text { get; init; }
}
