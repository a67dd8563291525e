using TrialKeep.Orchestration.Specs;

namespace TrialKeep;

/// <summary>Which answer is scored, beside its task, and where an evaluator says what scoring it has used up.</summary>
/// <param name="Variant">The display name of the variant that gave it.</param>
/// <param name="Sample">Which of its repeated answers it is, from 0.</param>
public readonly record struct ScoreContext(string Variant, int Sample)
{
    internal CallReport? Reported { get; init; }

    /// <summary>
    /// Says what scoring has used up, of a model that was asked for instance; it is kept with the score, or with the failure. Several reports add up. May be used by
    /// several threads, until the evaluator has answered. Outside of a run nobody listens.
    /// </summary>
    /// <param name="usage">Tokens, and the cost where the service says it; else the call's <see cref="PriceTable"/> does.</param>
    /// <param name="model">The model that was called, by which prices are looked up; null for the evaluation's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public void Report(Usage usage, string? model = null) => Reported?.Add(usage, model);

    /// <summary>Both are about the same answer.</summary>
    public bool Equals(ScoreContext other) => Variant == other.Variant && Sample == other.Sample;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Variant, Sample);
}
