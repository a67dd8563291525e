namespace TrialKeep;

/// <summary>What tokens of a model cost.</summary>
/// <param name="Input">Money for a million tokens that go in.</param>
/// <param name="Output">Money for a million tokens that come out.</param>
/// <param name="Cached">Money for a million of those that go in and are cached; null when they cost as much as others.</param>
public readonly record struct TokenPrice(decimal Input, decimal Output, decimal? Cached = null)
{
    private const decimal Million = 1_000_000;

    /// <summary>What a call costs: each kind of tokens times its price. Cached tokens are a part of those that go in.</summary>
    public decimal CostOf(Usage usage)
    {
        long cached = Math.Min(usage.CachedTokens, usage.InputTokens);
        return ((usage.InputTokens - cached) * Input + cached * (Cached ?? Input) + usage.OutputTokens * Output) / Million;
    }
}
