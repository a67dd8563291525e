namespace TrialKeep.Benchmarks.Corpus;

/// <summary>A task with one text.</summary>
[ExperimentTask("bench.exercise")]
public sealed partial record Exercise
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required string Text { get; init; }
}
