using TrialKeep.Orchestration.Specs;

namespace TrialKeep;

/// <summary>What a variant knows about the call besides its input, and where it says what the call has used up.</summary>
/// <param name="ItemId">The id of the item.</param>
/// <param name="Sample">Which of the repeated answers this is, from 0.</param>
/// <param name="Attempt">Which try at this sample, from 1.</param>
/// <param name="Seed">63 bits that belong to this task, variant and sample: the same in every run, process and machine.</param>
public sealed record VariantContext(string ItemId, int Sample, int Attempt, long Seed)
{
    internal CallReport Reported { get; } = new();

    /// <summary>
    /// Says what the call has used up; it is kept with the record, or with the failure. Several reports of one call add up, so that an agent reports each
    /// of its calls. May be used by several threads, until the variant has answered.
    /// </summary>
    /// <param name="usage">Tokens, and the cost where the service says it; else the call's <see cref="PriceTable"/> does.</param>
    /// <param name="model">The model that was called, by which prices are looked up; null for the variant's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public void Report(Usage usage, string? model = null) => Reported.Add(usage, model);

    /// <summary>Says how the answer ended; unless somebody says otherwise it is complete.</summary>
    public void Report(AnswerOutcome outcome) => Reported.Outcome = outcome;
}
