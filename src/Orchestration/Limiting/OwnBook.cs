using TrialKeep.Storage.Claims;

namespace TrialKeep.Orchestration.Limiting;

/// <summary>What this process alone spends.</summary>
internal sealed class OwnBook : SpendingBook
{
    private readonly object _lock = new();
    private Spending _all;

    public override bool TrySpend(in Spending change, Func<Spending, bool> allows, out Spending all)
    {
        lock (_lock)
        {
            bool isAllowed = allows(_all);
            if (isAllowed) _all += change;
            all = _all;
            return isAllowed;
        }
    }

    public override Task WaitAsync(Task ended, CancellationToken soon) => ended.WaitAsync(soon);
}
