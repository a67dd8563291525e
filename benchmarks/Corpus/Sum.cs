namespace TrialKeep.Benchmarks.Corpus;

/// <summary>A task that costs nothing to answer.</summary>
[ExperimentTask("bench.sum")]
public sealed partial record Sum
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required int Left { get; init; }

    [KeyPart]
    public required int Right { get; init; }

    [Reference]
    public required int Expected { get; init; }
}
