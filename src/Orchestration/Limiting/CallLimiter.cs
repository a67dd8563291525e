using TrialKeep.Orchestration.Limiting;

namespace TrialKeep;

/// <summary>
/// Lets calls of one service through: so many at once, so many and so many tokens a minute, fewer while the service asks for fewer. What a run does for its
/// variants, for whoever calls a service otherwise. May be used by several threads.
/// </summary>
public sealed class CallLimiter
{
    private readonly VariantGate _gate;
    private int _waiting;

    /// <summary>A limiter.</summary>
    /// <param name="limits">Concurrency and rates; time-outs, retries and the breaker belong to a run and may not be set.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentException">A limit is none, or belongs to a run.</exception>
    public CallLimiter(VariantLimits limits, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        limits.Check("a service");
        if (limits is not { Timeout: null, ItemTimeout: null, Retry: null, Breaker: null })
            throw new ArgumentException("A limiter of calls knows Concurrency, RequestsPerMinute and TokensPerMinute; give the other limits to the run.", nameof(limits));
        _gate = new(limits, limits.Concurrency ?? int.MaxValue, time ?? TimeProvider.System, change => Interlocked.Add(ref _waiting, change));
    }

    /// <summary>Calls that wait for a rate or a pause now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits until a call may begin.</summary>
    /// <returns>The permission: tell it how the call ended, and dispose it.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<CallPermit> EnterAsync(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(_gate, await _gate.EnterAsync(cancellation).ConfigureAwait(false) ?? throw new InvalidOperationException("A gate without a breaker is never closed."));
    }
}
