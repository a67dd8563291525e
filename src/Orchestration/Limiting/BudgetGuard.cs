using System.Globalization;
using TrialKeep.Storage.Claims;

namespace TrialKeep.Orchestration.Limiting;

/// <summary>
/// Lets calls begin while the budget can bear them, and counts what they have used up: those of this process, or of all that share a run. From any thread.
/// </summary>
/// <param name="budget">What may be spent.</param>
/// <param name="maxFailures">How many items may fail; null for any number.</param>
/// <param name="currency">The currency of costs, for messages.</param>
/// <param name="book">Where calls are noted; null for a book of this process's own.</param>
internal sealed class BudgetGuard(Budget budget, int? maxFailures, string currency, SpendingBook? book = null)
{
    private static readonly Func<Spending, bool> s_always = static _ => true;

    private readonly object _lock = new();
    private readonly bool _spends = budget.Tokens is not null || budget.Cost is not null;
    private readonly SpendingBook _book = book ?? new OwnBook();
    private Usage _spent;
    private StopReason? _unknown;
    private TaskCompletionSource? _ended;

    /// <summary>What calls of this process have used up so far.</summary>
    public Usage Spent
    {
        get
        {
            lock (_lock) return _spent;
        }
    }

    /// <summary>Takes an item from the budget; else says why the call stops.</summary>
    public StopReason? TakeItem()
    {
        // Of items that failed in another process this one learns here.
        if (budget.Items is null && (maxFailures is null || book is null)) return null;
        if (_book.TrySpend(new() { Items = 1 }, all => HasItems(all) && !HasFailed(all), out Spending all)) return null;
        if (HasFailed(all)) return TooManyFailures(all.Failures);
        return new(StopKind.Items, string.Create(CultureInfo.InvariantCulture, $"The budget of {budget.Items:N0} items is used up; call again to go on."));
    }

    /// <summary>Waits until the budget can bear another call; else says why the call stops.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="soon">Stops the waiting.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ValueTask<StopReason?> BeginAsync(BudgetCaller caller, CancellationToken soon) => _spends ? new(WaitAsync(caller, soon)) : ValueTask.FromResult<StopReason?>(null);

    /// <summary>A call is over.</summary>
    /// <param name="caller">Who has called.</param>
    /// <param name="usage">What it has used up; null when it did not say.</param>
    /// <param name="hasBegun">It was let through by <see cref="BeginAsync"/>; else it was not known that it would use anything up.</param>
    /// <param name="hasFailed">It did not answer, so that one that says no price may have one.</param>
    /// <returns>Why the call stops; null when it goes on.</returns>
    public StopReason? End(BudgetCaller caller, Usage? usage, bool hasBegun = true, bool hasFailed = false)
    {
        Usage used = usage ?? default;
        lock (_lock)
        {
            _spent += used;
            if (!_spends) return null;
            if (usage is { Cost: null, Tokens: > 0 } && budget.Cost is not null)
            {
                _unknown = new(StopKind.Cost, "The cost of a call is not known, so that a budget of money can't be kept; give the price of its model, or leave the budget out.");
            }
        }

        decimal cost = used.Cost ?? 0;
        int calls = hasBegun ? 1 : 0;
        _book.TrySpend(new() { UnderWay = -calls, Ended = calls, Tokens = used.Tokens, Cost = cost, DearestTokens = used.Tokens, DearestCost = cost }, s_always, out _);
        lock (_lock)
        {
            if (usage is not null || !hasFailed) caller.Know();
            if (hasBegun) caller.Leave();
            _ended?.SetResult();
            _ended = null;
            return _unknown;
        }
    }

    /// <summary>An item has failed; says why the call stops, or null.</summary>
    public StopReason? Fail()
    {
        if (maxFailures is null) return null;
        _book.TrySpend(new() { Failures = 1 }, s_always, out Spending all);
        return HasFailed(all) ? TooManyFailures(all.Failures) : null;
    }

    private async Task<StopReason?> WaitAsync(BudgetCaller caller, CancellationToken soon)
    {
        while (true)
        {
            Task ended;
            bool mayAsk;
            lock (_lock)
            {
                if (_unknown is not null) return _unknown;
                // Asked for before the book is: a call that ends in between is not missed.
                ended = (_ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                mayAsk = caller.TryEnter();
            }

            if (mayAsk)
            {
                if (_book.TrySpend(new() { UnderWay = 1 }, MayBegin, out Spending all)) return GiveBackIfUnknown(caller);
                lock (_lock) caller.Leave();
                if (Exceeded(all, 1) is { } reason) return reason;
            }

            await _book.WaitAsync(ended, soon).ConfigureAwait(false);
        }
    }

    // The call whose end has let this one through may have been of unknown cost: it said so before it ended.
    private StopReason? GiveBackIfUnknown(BudgetCaller caller)
    {
        lock (_lock)
        {
            if (_unknown is null) return null;
            caller.Leave();
        }

        _book.TrySpend(new() { UnderWay = -1 }, s_always, out _);
        return _unknown;
    }

    // Until the first call has said what it costs, one is under way.
    private bool MayBegin(Spending all) => Exceeded(all, 1) is null && (all.UnderWay == 0 || (all.Ended > 0 && Exceeded(all, all.UnderWay + 1) is null));

    private bool HasItems(in Spending all) => budget.Items is not { } most || all.Items < most;

    private bool HasFailed(in Spending all) => maxFailures is { } most && all.Failures >= most;

    private StopReason TooManyFailures(long failures) => new(StopKind.Failures, maxFailures == 1
        ? "An item failed, and the call was to stop at the first failure; mend its cause and call again."
        : string.Create(CultureInfo.InvariantCulture, $"{failures:N0} items failed, which is the most that may; mend the cause and call again."));

    // A first call may always be made, unless nothing is left. What was lost may have cost as much as the dearest.
    private StopReason? Exceeded(in Spending all, long calls)
    {
        long tokensLost = all.Lost * all.DearestTokens;
        if (budget.Tokens is { } tokens && (all.Tokens + tokensLost + calls * all.DearestTokens > tokens || all.Tokens + tokensLost >= tokens))
        {
            return new(StopKind.Tokens, string.Create(CultureInfo.InvariantCulture, $"{all.Tokens + tokensLost:N0} of {tokens:N0} tokens are used up, and another call could pass the limit; raise it and call again."));
        }

        decimal costLost = all.Lost * all.DearestCost;
        if (budget.Cost is { } cost && (all.Cost + costLost + calls * all.DearestCost > cost || all.Cost + costLost >= cost))
        {
            return new(StopKind.Cost, string.Create(CultureInfo.InvariantCulture, $"{all.Cost + costLost:0.####} of {cost} {currency} are spent, and another call could pass the limit; raise it and call again."));
        }

        return null;
    }
}
