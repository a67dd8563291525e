namespace TrialKeep.Storage.Tests.Streaming;

/// <summary>A record with generated columns and a large text that nobody asked for.</summary>
[ExperimentRecord("tests.answer")]
public sealed partial record Answer
{
    public required string Text { get; init; }

    [Indexed]
    public string? FinishReason { get; init; }

    [Measurement(Unit = "s")]
    public double Latency { get; init; }

    [Indexed, Deduplicated]
    public string? System { get; init; }
}
