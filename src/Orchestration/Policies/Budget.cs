namespace TrialKeep;

/// <summary>
/// What one call may spend. It stops before it spends more: a variant is not asked when what was spent, and as much as the dearest call so far for each one
/// under way and the next, would pass the limit. Until the first call has said what it costs, one is under way. So a limit is passed only by calls that
/// cost more than any before them. What is under way may end and is kept. Processes that share a run spend it together, all but the time.
/// </summary>
public sealed record Budget
{
    /// <summary>Items that variants are asked for, each with its retries; null for any number.</summary>
    public int? Items { get; init; }

    /// <summary>Tokens in and out; null for any number.</summary>
    public long? Tokens { get; init; }

    /// <summary>Money, in the currency of the prices; null for any amount.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Time since the call began; null for any.</summary>
    public TimeSpan? Time { get; init; }

    internal void Check()
    {
        if (Items < 1 || Tokens < 1 || Cost <= 0 || Time <= TimeSpan.Zero) throw new ArgumentException("A budget of items, tokens, money or time is above 0; leave out what is not to be limited.");
    }
}
