namespace TrialKeep;

/// <summary>How a variant may be called. Nothing of this changes a key. What is null is not limited, or left to what is said for all variants.</summary>
public sealed record VariantLimits
{
    /// <summary>How many calls at once, at most; never more than the call's parallelism.</summary>
    public int? Concurrency { get; init; }

    /// <summary>How many calls a minute, at most. Lowered while the service asks for fewer (<see cref="FailureKind.RateLimited"/>), and raised again step by step.</summary>
    public double? RequestsPerMinute { get; init; }

    /// <summary>How many tokens a minute, at most. A call counts as the mean of those before it until it has reported its own.</summary>
    public double? TokensPerMinute { get; init; }

    /// <summary>How long one try may take. A variant that does not look at its token is left behind: the item has failed, and the others go on.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long an item may take, its tries and the waits between them included.</summary>
    public TimeSpan? ItemTimeout { get; init; }

    /// <summary>Which failures are tried again in the same call, and when; null for none.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>
    /// After so many items of the variant in a row that failed with the same error nothing more is asked of it. While it has answered nothing yet, no more than
    /// so many calls are under way, so that a broken service costs exactly so many.
    /// </summary>
    public int? Breaker { get; init; }

    /// <summary>These limits, and where they say nothing those of another.</summary>
    public VariantLimits Over(VariantLimits? other) => other is null ? this : new()
    {
        Concurrency = Concurrency ?? other.Concurrency,
        RequestsPerMinute = RequestsPerMinute ?? other.RequestsPerMinute,
        TokensPerMinute = TokensPerMinute ?? other.TokensPerMinute,
        Timeout = Timeout ?? other.Timeout,
        ItemTimeout = ItemTimeout ?? other.ItemTimeout,
        Retry = Retry ?? other.Retry,
        Breaker = Breaker ?? other.Breaker,
    };

    internal void Check(string what)
    {
        if (Concurrency < 1 || Breaker < 1) throw new ArgumentException($"The limits of {what} have a concurrency or a breaker below 1; leave out what is not to be limited.");
        if (RequestsPerMinute is not (null or > 0) || TokensPerMinute is not (null or > 0)) throw new ArgumentException($"The limits of {what} have a rate that is not above 0; leave out what is not to be limited.");
        if (Timeout <= TimeSpan.Zero || ItemTimeout <= TimeSpan.Zero) throw new ArgumentException($"The limits of {what} have a time-out that is not above 0; leave out what is not to be limited.");
    }
}
