namespace TrialKeep.Orchestration.Estimating;

/// <summary>What is left to ask of a variant, and what that takes.</summary>
/// <param name="Variant">Its name.</param>
/// <param name="Calls">Answers that are neither stored nor known to another run.</param>
/// <param name="InputTokens">Tokens that go in.</param>
/// <param name="OutputTokens">Tokens that come out.</param>
/// <param name="Cost">Money, in the currency of the prices.</param>
/// <param name="Seconds">Seconds of calls, one after the other.</param>
public sealed record VariantEstimate(string Variant, int Calls, EstimatedFigure InputTokens, EstimatedFigure OutputTokens, EstimatedFigure Cost, EstimatedFigure Seconds);
