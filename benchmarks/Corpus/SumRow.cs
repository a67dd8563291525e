namespace TrialKeep.Benchmarks.Corpus;

/// <summary>A row of the file that sums are read from.</summary>
[ExperimentPart]
public sealed partial record SumRow
{
    public required string Id { get; init; }

    public required int Left { get; init; }
}
