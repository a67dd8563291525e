namespace TrialKeep.Orchestration.Estimating;

/// <summary>What calls use up.</summary>
/// <param name="InputTokens">Tokens that go in.</param>
/// <param name="OutputTokens">Tokens that come out.</param>
/// <param name="Cost">Money, in the currency of the prices.</param>
/// <param name="Seconds">Seconds of calls, one after the other.</param>
public sealed record UsageEstimate(EstimatedFigure InputTokens, EstimatedFigure OutputTokens, EstimatedFigure Cost, EstimatedFigure Seconds)
{
    /// <summary>As far as anybody said it costs nothing.</summary>
    internal static UsageEstimate Nothing { get; } = new(Free, Free, Free, Free);

    /// <summary>There is nothing to estimate.</summary>
    public bool IsNothing => this == Nothing;

    private static EstimatedFigure Free => new(0, "nothing says that it uses anything up", 0);
}
