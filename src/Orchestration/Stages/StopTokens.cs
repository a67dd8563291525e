namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// How a call ends before it is through: variants are asked no more, nothing new is begun, and nothing is waited for any more. The last follows a cancellation and the end of
/// the time after a grace period; what stops for another reason waits for the calls under way, which are paid for.
/// </summary>
internal sealed class StopTokens : IDisposable
{
    private readonly CancellationTokenSource _asking;
    private readonly CancellationTokenSource _soon;
    private readonly CancellationTokenSource _now = new();
    private readonly CancellationToken _caller;
    private readonly CancellationTokenRegistration _cancelled;
    private readonly ITimer? _timer;
    private readonly TimeSpan _grace;
    private readonly object _ending = new();
    private StopReason? _reason;
    private bool _isOver;

    private readonly Action<StopReason>? _stopped;

    public StopTokens(TimeSpan grace, CancellationToken caller, TimeSpan? longest = null, TimeProvider? time = null, Action<StopReason>? stopped = null)
    {
        _stopped = stopped;
        _grace = grace;
        _caller = caller;
        _soon = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _asking = CancellationTokenSource.CreateLinkedTokenSource(_soon.Token);
        _cancelled = caller.Register(() => _now.CancelAfter(grace));
        if (longest is { } limit) _timer = (time ?? TimeProvider.System).CreateTimer(_ => TimeIsUp(limit), null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>No variant is asked any more.</summary>
    public CancellationToken Asking => _asking.Token;

    /// <summary>No new work.</summary>
    public CancellationToken Soon => _soon.Token;

    /// <summary>The grace period is over.</summary>
    public CancellationToken Now => _now.Token;

    /// <summary>The caller stopped it.</summary>
    public bool IsCancelled => _caller.IsCancellationRequested;

    /// <summary>Why the call stopped by itself; null while it did not.</summary>
    public StopReason? Reason => Volatile.Read(ref _reason);

    /// <summary>Stops for a reason. Of several the first one is kept.</summary>
    public void Stop(StopReason reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null) _stopped?.Invoke(reason);
        if (reason.Kind == StopKind.Items) _asking.Cancel();
        else if (!reason.GoesOn) _soon.Cancel();
    }

    /// <summary>Something has failed that ends the call: nothing more is begun.</summary>
    public void Abort() => _soon.Cancel();

    public void Dispose()
    {
        lock (_ending) _isOver = true;
        _timer?.Dispose();
        _cancelled.Dispose();
        _asking.Dispose();
        _soon.Dispose();
        _now.Dispose();
    }

    // The time may be up in the moment in which the call ends.
    private void TimeIsUp(TimeSpan limit)
    {
        lock (_ending)
        {
            if (_isOver) return;
            _now.CancelAfter(_grace);
            Stop(new(StopKind.Time, $"The time of {Durations.Text(limit)} is up; call again to go on."));
        }
    }
}
