namespace TrialKeep.Benchmarks.Corpus;

/// <summary>A record of about 1.6 kB with two members that are asked for by value.</summary>
[ExperimentRecord("bench.indexed-reply")]
public sealed partial record IndexedReply
{
    public required string Text { get; init; }

    [Indexed]
    public string? FinishReason { get; init; }

    [Indexed]
    public int Grade { get; init; }

    [Measurement(Unit = "s", Better = Direction.Lower)]
    public double Latency { get; init; }
}
