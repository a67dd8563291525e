using TrialKeep.Storage.Claims;

namespace TrialKeep.Orchestration.Limiting;

/// <summary>What all processes that share a run spend together.</summary>
internal sealed class SharedBook(RunClaims claims, TimeProvider time) : SpendingBook
{
    // Nobody tells when a call of another process has ended.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    public override bool TrySpend(in Spending change, Func<Spending, bool> allows, out Spending all) => claims.TrySpend(change, allows, out all);

    public override async Task WaitAsync(Task ended, CancellationToken soon)
    {
        await Task.WhenAny(ended, Task.Delay(s_pause, time, soon)).ConfigureAwait(false);
        soon.ThrowIfCancellationRequested();
    }
}
