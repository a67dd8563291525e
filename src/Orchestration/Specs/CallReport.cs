namespace TrialKeep.Orchestration.Specs;

/// <summary>What somebody who was called has said of one call, from any thread.</summary>
internal sealed class CallReport
{
    private List<(Usage Usage, string? Model)>? _parts;

    public AnswerOutcome Outcome { get; set; }

    public void Add(Usage usage, string? model)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(usage.InputTokens, nameof(usage));
        ArgumentOutOfRangeException.ThrowIfNegative(usage.OutputTokens, nameof(usage));
        ArgumentOutOfRangeException.ThrowIfNegative(usage.CachedTokens, nameof(usage));
        if (usage.Cost is { } cost) ArgumentOutOfRangeException.ThrowIfNegative(cost, nameof(usage));
        lock (this) (_parts ??= []).Add((usage, model));
    }

    /// <summary>The sum of what was reported, with its cost; null when nothing was.</summary>
    /// <param name="prices">What tokens cost; null when nobody said.</param>
    /// <param name="name">The name of who was called, by which prices are looked up where no model was named.</param>
    public Usage? Sum(PriceTable? prices, string name)
    {
        if (Volatile.Read(ref _parts) is null) return null;
        lock (this)
        {
            Usage sum = default;
            foreach ((Usage usage, string? model) in _parts!) sum += usage.Cost is null ? usage with { Cost = prices?.CostOf(model ?? name, usage) } : usage;
            return sum;
        }
    }
}
