namespace TrialKeep;

/// <summary>What an attempt has used up. Attempts that say nothing have none, which is not the same as none used.</summary>
/// <param name="InputTokens">Tokens that went in, cached ones included; not negative.</param>
/// <param name="OutputTokens">Tokens that came out, reasoning included; not negative.</param>
public readonly record struct Usage(long InputTokens, long OutputTokens)
{
    /// <summary>Of the tokens that went in, how many the service had cached.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Money, in the currency of the experiment's prices; null when nobody knows.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Tokens in and out.</summary>
    public long Tokens => InputTokens + OutputTokens;

    /// <summary>What two calls have used up together. The cost is known when it is known of one of them.</summary>
    public static Usage operator +(Usage left, Usage right) => new(left.InputTokens + right.InputTokens, left.OutputTokens + right.OutputTokens)
    {
        CachedTokens = left.CachedTokens + right.CachedTokens,
        Cost = left.Cost is null && right.Cost is null ? null : (left.Cost ?? 0) + (right.Cost ?? 0),
    };

    /// <summary>What two calls have used up together.</summary>
    public static Usage Add(Usage left, Usage right) => left + right;
}
