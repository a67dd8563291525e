namespace TrialKeep.Testing.Tests;

[ExperimentRecord("testing.guess")]
public sealed partial record Guess
{
    public string? Text { get; init; }

    [Measurement(Unit = "s", Better = Direction.Lower)]
    public double Latency { get; init; }
}
