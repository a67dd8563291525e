namespace TrialKeep.Orchestration.Stages;

/// <summary>The two degrees of stopping: nothing new is begun, and, a grace period later, nothing is waited for any more.</summary>
internal sealed class StopTokens : IDisposable
{
    private readonly CancellationTokenSource _now = new();
    private readonly CancellationTokenRegistration _registration;

    public StopTokens(TimeSpan grace, CancellationToken soon)
    {
        Soon = soon;
        _registration = soon.Register(() => _now.CancelAfter(grace));
    }

    /// <summary>No new work.</summary>
    public CancellationToken Soon { get; }

    /// <summary>The grace period is over.</summary>
    public CancellationToken Now => _now.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _now.Dispose();
    }
}
