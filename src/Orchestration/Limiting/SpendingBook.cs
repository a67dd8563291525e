using TrialKeep.Storage.Claims;

namespace TrialKeep.Orchestration.Limiting;

/// <summary>Where calls are noted that a budget is to bear. From any thread.</summary>
internal abstract class SpendingBook
{
    /// <summary>Notes what is spent when what was spent before allows it.</summary>
    /// <param name="change">What is spent.</param>
    /// <param name="allows">Is told what was spent before; may be asked more than once.</param>
    /// <param name="all">What is spent now.</param>
    public abstract bool TrySpend(in Spending change, Func<Spending, bool> allows, out Spending all);

    /// <summary>Waits until a call has ended.</summary>
    /// <param name="ended">A call of this process has ended.</param>
    /// <param name="soon">Stops the waiting.</param>
    public abstract Task WaitAsync(Task ended, CancellationToken soon);
}
