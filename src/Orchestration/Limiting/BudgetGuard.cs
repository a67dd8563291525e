using System.Globalization;

namespace TrialKeep.Orchestration.Limiting;

/// <summary>Lets calls begin while the budget can bear them, and counts what they have used up. From any thread.</summary>
internal sealed class BudgetGuard(Budget budget, int? maxFailures, string currency)
{
    private readonly object _lock = new();
    private readonly bool _spends = budget.Tokens is not null || budget.Cost is not null;
    private int _items;
    private int _failures;
    private int _underWay;
    private bool _isKnown;
    private Usage _spent;
    private Usage _dearest;
    private StopReason? _unknown;
    private TaskCompletionSource? _changed;

    /// <summary>What calls have used up so far.</summary>
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
        if (budget.Items is not { } most) return null;
        if (Interlocked.Increment(ref _items) <= most) return null;
        return new(StopKind.Items, string.Create(CultureInfo.InvariantCulture, $"The budget of {most:N0} items is used up; call again to go on."));
    }

    /// <summary>Waits until the budget can bear another call; else says why the call stops.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ValueTask<StopReason?> BeginAsync(CancellationToken soon) => _spends ? new(WaitAsync(soon)) : ValueTask.FromResult<StopReason?>(null);

    /// <summary>A call is over.</summary>
    /// <param name="usage">What it has used up; null when it did not say.</param>
    /// <param name="hasBegun">It was let through by <see cref="BeginAsync"/>; else it was not known that it would use anything up.</param>
    /// <returns>Why the call stops; null when it goes on.</returns>
    public StopReason? End(Usage? usage, bool hasBegun = true)
    {
        lock (_lock)
        {
            if (usage is { } used)
            {
                _spent += used;
                _dearest = new(0, Math.Max(_dearest.Tokens, used.Tokens)) { Cost = Math.Max(_dearest.Cost ?? 0, used.Cost ?? 0) };
            }

            if (!_spends) return null;
            if (hasBegun)
            {
                _isKnown = true;
                _underWay--;
            }

            if (usage is { Cost: null, Tokens: > 0 } && budget.Cost is not null)
            {
                _unknown = new(StopKind.Cost, "The cost of a call is not known, so that a budget of money can't be kept; give the price of its model, or leave the budget out.");
            }

            TaskCompletionSource? changed = _changed;
            _changed = null;
            changed?.SetResult();
            return _unknown;
        }
    }

    /// <summary>An item has failed; says why the call stops, or null.</summary>
    public StopReason? Fail()
    {
        if (Interlocked.Increment(ref _failures) is var failures && (maxFailures is not { } most || failures < most)) return null;
        return new(StopKind.Failures, maxFailures == 1
            ? "An item failed, and the call was to stop at the first failure; mend its cause and call again."
            : string.Create(CultureInfo.InvariantCulture, $"{failures:N0} items failed, which is the most that may; mend the cause and call again."));
    }

    private async Task<StopReason?> WaitAsync(CancellationToken soon)
    {
        while (true)
        {
            if (TryBegin(out StopReason? reason, out Task? changed)) return reason;
            await changed!.WaitAsync(soon).ConfigureAwait(false);
        }
    }

    // True when the call may begin, or must stop; else what to wait for.
    private bool TryBegin(out StopReason? reason, out Task? changed)
    {
        lock (_lock)
        {
            changed = null;
            reason = _unknown ?? Exceeded(1);
            if (reason is not null) return true;
            if (_underWay == 0 || (_isKnown && Exceeded(_underWay + 1) is null))
            {
                _underWay++;
                return true;
            }

            changed = (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return false;
        }
    }

    // A first call may always be made, unless nothing is left.
    private StopReason? Exceeded(int calls)
    {
        if (budget.Tokens is { } tokens && (_spent.Tokens + calls * _dearest.Tokens > tokens || _spent.Tokens >= tokens))
        {
            return new(StopKind.Tokens, string.Create(CultureInfo.InvariantCulture, $"{_spent.Tokens:N0} of {tokens:N0} tokens are used up, and another call could pass the limit; raise it and call again."));
        }

        if (budget.Cost is { } cost && (_spent.Cost + calls * _dearest.Cost > cost || _spent.Cost >= cost))
        {
            return new(StopKind.Cost, string.Create(CultureInfo.InvariantCulture, $"{_spent.Cost:0.####} of {cost} {currency} are spent, and another call could pass the limit; raise it and call again."));
        }

        return null;
    }
}
