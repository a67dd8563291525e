namespace TrialKeep.Benchmarks.Corpus;

[ExperimentRecord("bench.sum-reply")]
public sealed partial record SumReply
{
    public required int Value { get; init; }
}
