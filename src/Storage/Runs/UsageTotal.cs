namespace TrialKeep.Storage.Runs;

/// <summary>What several calls have used up, as far as they said so.</summary>
/// <param name="Counted">How many of them said it.</param>
/// <param name="Priced">Of these, how many with a cost.</param>
/// <param name="Sum">The sum over those that did.</param>
public readonly record struct UsageTotal(long Counted, long Priced, Usage Sum)
{
    /// <summary>The sum; null when nobody said.</summary>
    public Usage? Known => Counted > 0 ? Sum : null;

    /// <summary>Of the calls, of how many it is known how long they took.</summary>
    public long Timed { get; init; }

    /// <summary>How long those took together.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The total with one more call.</summary>
    /// <param name="usage">What it has used up.</param>
    /// <param name="elapsed">How long it took; null when nobody said.</param>
    public UsageTotal With(Usage usage, TimeSpan? elapsed = null) => new(Counted + 1, Priced + (usage.Cost is null ? 0 : 1), Sum + usage)
    {
        Timed = Timed + (elapsed is null ? 0 : 1),
        Time = Time + (elapsed ?? TimeSpan.Zero),
    };

    /// <summary>Both together.</summary>
    public static UsageTotal operator +(UsageTotal left, UsageTotal right) => new(left.Counted + right.Counted, left.Priced + right.Priced, left.Sum + right.Sum)
    {
        Timed = left.Timed + right.Timed,
        Time = left.Time + right.Time,
    };

    /// <summary>Both together.</summary>
    public static UsageTotal Add(UsageTotal left, UsageTotal right) => left + right;
}
