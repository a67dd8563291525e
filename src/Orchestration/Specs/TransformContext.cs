using TrialKeep.Orchestration.Specs;

namespace TrialKeep;

/// <summary>Where a transform says what it has used up.</summary>
public readonly record struct TransformContext
{
    internal CallReport? Reported { get; init; }

    /// <summary>
    /// Says what making the output has used up, of a model that was asked for instance; it is kept with the output, or with the failure. Several reports add up. May be used by
    /// several threads, until the transform is through. Outside of a run nobody listens.
    /// </summary>
    /// <param name="usage">Tokens, and the cost where the service says it; else the call's <see cref="PriceTable"/> does.</param>
    /// <param name="model">The model that was called, by which prices are looked up; null for the transform's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public void Report(Usage usage, string? model = null) => Reported?.Add(usage, model);
}
