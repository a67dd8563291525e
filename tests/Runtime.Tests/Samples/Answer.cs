namespace TrialKeep.Runtime.Tests.Samples;

[ExperimentRecord("word-problems.answer", Version = 1)]
public sealed partial record Answer
{
    public string? Text { get; init; }
    [Measurement(Unit = "s", Better = Direction.Lower)] public double Latency { get; init; }
    [Indexed] public string? FinishReason { get; init; }
}
