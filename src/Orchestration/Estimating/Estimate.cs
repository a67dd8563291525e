namespace TrialKeep.Orchestration.Estimating;

/// <summary>What a call would take, as far as something is left to do. Retries are not counted, and in the time transforms and scores take part where they call somebody.</summary>
/// <param name="Items">Items with something left to ask for.</param>
/// <param name="Answers">All planned answers.</param>
/// <param name="Reused">Of these, how many another run has: they are taken over for nothing.</param>
/// <param name="Variants">The variants, as declared.</param>
/// <param name="Evaluations">The evaluations, as declared.</param>
/// <param name="InputTokens">Tokens that go in, of all variants, transforms and evaluations.</param>
/// <param name="OutputTokens">Tokens that come out, likewise.</param>
/// <param name="Cost">Money, likewise; null when it is not known of one of them.</param>
/// <param name="Seconds">Seconds from start to end, with the parallelism and the limits of the call.</param>
/// <param name="Currency">The currency of the cost; null without prices.</param>
/// <param name="Notes">What is not known and why, a sentence each.</param>
public sealed record Estimate(
    int Items,
    int Answers,
    int Reused,
    IReadOnlyList<VariantEstimate> Variants,
    IReadOnlyList<EvaluationEstimate> Evaluations,
    EstimatedFigure InputTokens,
    EstimatedFigure OutputTokens,
    EstimatedFigure Cost,
    EstimatedFigure Seconds,
    string? Currency,
    IReadOnlyList<string> Notes)
{
    /// <summary>The transforms, as declared.</summary>
    public IReadOnlyList<TransformEstimate> Transforms { get; init; } = [];

    /// <summary>How often variants are asked.</summary>
    public int Calls => Variants.Sum(static variant => variant.Calls);

    /// <summary>How often evaluators are.</summary>
    public int Scores => Evaluations.Sum(static evaluation => evaluation.Scores);
}
