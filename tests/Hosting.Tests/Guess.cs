namespace TrialKeep.Hosting.Tests;

[ExperimentRecord("tests.guess")]
public sealed partial record Guess
{
    public string? Text { get; init; }

    [Measurement(Unit = "s", Better = Direction.Lower)]
    public double Latency { get; init; } = 1.5;
}
