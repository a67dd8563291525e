using System.Collections.Immutable;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Costs;

namespace TrialKeep;

/// <summary>
/// Counts what chat clients spend, by model and together, and refuses a request before it could pass a budget. Answers out of a cache or a recording cost nothing.
/// May be used by several threads, and by several clients that share a budget.
/// </summary>
public sealed class ChatSpending
{
    private readonly object _gate = new();
    private readonly PriceTable _prices;
    private readonly CallBudget _budget;
    private ImmutableSortedDictionary<string, ModelSpending> _models = ImmutableSortedDictionary.Create<string, ModelSpending>(StringComparer.Ordinal);

    /// <summary>A count from zero.</summary>
    /// <param name="prices">What tokens cost; found by the name of the model that answered, else by that of the one that was asked for.</param>
    /// <param name="budget">What may be spent, its items being requests; null for any amount.</param>
    /// <param name="time">The clock of the budget; null for the system's.</param>
    public ChatSpending(PriceTable prices, Budget? budget = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(prices);
        _prices = prices;
        _budget = new(budget ?? new(), prices.Currency, time);
    }

    /// <summary>The currency of all costs.</summary>
    public string Currency => _prices.Currency;

    /// <summary>What was spent together. The cost is null until a call had a price.</summary>
    public Usage Total => _budget.Spent;

    /// <summary>What each model has used up, sorted by name.</summary>
    public IReadOnlyList<ModelSpending> Models
    {
        get
        {
            lock (_gate) return [.. _models.Values];
        }
    }

    internal ValueTask BeginAsync(CancellationToken cancellation) => _budget.BeginAsync(cancellation);

    /// <summary>A request that had begun is over.</summary>
    /// <param name="response">The answer, or as much of it as came; null for none.</param>
    /// <param name="requested">The model that was asked for.</param>
    internal void End(ChatResponse? response, string? requested)
    {
        if (response is null)
        {
            _budget.End(null);
            return;
        }

        Usage? usage = UsageOf.Response(response);
        string model = NameOf(response, requested);
        if (usage is { Tokens: > 0 } used) usage = used with { Cost = _prices.CostOf(model, used) };
        _budget.End(usage);
        if (ChatOrigin.Of(response) is { Source: not ChatSource.Model }) return;
        lock (_gate)
        {
            ModelSpending before = _models.GetValueOrDefault(model) ?? new(model, 0, 0, default);
            _models = _models.SetItem(model, before with { Calls = before.Calls + 1, Uncounted = before.Uncounted + (usage is null ? 1 : 0), Usage = before.Usage + (usage ?? default) });
        }
    }

    private string NameOf(ChatResponse response, string? requested) =>
        response.ModelId is { } answered && (requested is null || _prices.Find(answered) is not null || _prices.Find(requested) is null) ? answered : requested ?? "unknown";
}
