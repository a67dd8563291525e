namespace TrialKeep;

/// <summary>What a variant knows about the call besides its input.</summary>
/// <param name="ItemId">The id of the item.</param>
/// <param name="Sample">Which of the repeated answers this is, from 0.</param>
/// <param name="Attempt">Which try at this sample, from 1.</param>
/// <param name="Seed">63 bits that belong to this task, variant and sample: the same in every run, process and machine.</param>
public sealed record VariantContext(string ItemId, int Sample, int Attempt, long Seed);
