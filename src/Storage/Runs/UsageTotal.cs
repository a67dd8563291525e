namespace TrialKeep.Storage.Runs;

/// <summary>What several calls have used up, as far as they said so.</summary>
/// <param name="Counted">How many of them said it.</param>
/// <param name="Priced">Of these, how many with a cost.</param>
/// <param name="Sum">The sum over those that did.</param>
public readonly record struct UsageTotal(long Counted, long Priced, Usage Sum)
{
    /// <summary>The sum; null when nobody said.</summary>
    public Usage? Known => Counted > 0 ? Sum : null;

    /// <summary>The total with one more call.</summary>
    public UsageTotal With(Usage usage) => new(Counted + 1, Priced + (usage.Cost is null ? 0 : 1), Sum + usage);

    /// <summary>Both together.</summary>
    public static UsageTotal operator +(UsageTotal left, UsageTotal right) => new(left.Counted + right.Counted, left.Priced + right.Priced, left.Sum + right.Sum);

    /// <summary>Both together.</summary>
    public static UsageTotal Add(UsageTotal left, UsageTotal right) => left + right;
}
