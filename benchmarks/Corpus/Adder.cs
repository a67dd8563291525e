namespace TrialKeep.Benchmarks.Corpus;

[ExperimentVariant("bench.adder")]
public sealed partial record Adder
{
    [KeyPart]
    public required string Name { get; init; }
}
