namespace TrialKeep.Hosting.Tests;

[ExperimentRecord("tests.guess")]
public sealed partial record Guess
{
    public string? Text { get; init; }
}
