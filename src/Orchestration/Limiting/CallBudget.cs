using System.Globalization;
using TrialKeep.Orchestration.Limiting;

namespace TrialKeep;

/// <summary>
/// Refuses calls before they would spend more than a <see cref="Budget"/> allows: what a run does for its variants, for whoever calls a service otherwise. May be
/// used by several threads.
/// </summary>
public sealed class CallBudget
{
    private readonly BudgetGuard _guard;
    private readonly BudgetCaller _caller = new();
    private readonly TimeSpan? _longest;
    private readonly TimeProvider _time;
    private readonly long _start;

    /// <summary>A budget; its time runs from here.</summary>
    /// <param name="budget">What may be spent; its items are calls.</param>
    /// <param name="currency">The currency of costs, for messages.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">A limit is not above 0.</exception>
    public CallBudget(Budget budget, string currency = "USD", TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(currency);
        budget.Check();
        _guard = new(budget, maxFailures: null, currency);
        _longest = budget.Time;
        _time = time ?? TimeProvider.System;
        _start = _time.GetTimestamp();
    }

    /// <summary>What calls have used up so far.</summary>
    public Usage Spent => _guard.Spent;

    /// <summary>Waits until the budget can bear another call. Each call that has begun is to <see cref="End"/>.</summary>
    /// <exception cref="VariantException">It can't any more (<see cref="FailureKind.BudgetSpent"/>); nothing was spent.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask BeginAsync(CancellationToken cancellation = default)
    {
        if (_longest is { } longest && _time.GetElapsedTime(_start) >= longest)
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"The budget of {longest.TotalSeconds:0.###} s is used up; call again to go on."));
        if ((_guard.TakeItem() ?? await _guard.BeginAsync(_caller, cancellation).ConfigureAwait(false)) is { } reason) throw Refused(reason.Message);
    }

    /// <summary>A call that had begun is over.</summary>
    /// <param name="usage">What it has used up; null when nobody knows.</param>
    public void End(Usage? usage) => _guard.End(_caller, usage);

    private static VariantException Refused(string message) => new(FailureKind.BudgetSpent, message);
}
