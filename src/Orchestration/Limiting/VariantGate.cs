using TrialKeep.Orchestration.Stages;

namespace TrialKeep.Orchestration.Limiting;

/// <summary>
/// Lets the calls of one variant through: so many at once, so many and so many tokens a minute. When the service asks for fewer, it pauses, halves what it allows and
/// raises it again with every success ("additive increase, multiplicative decrease", Chiu and Jain, 1989). A breaker closes it for good. From any thread.
/// </summary>
internal sealed class VariantGate
{
    private const double LeastShare = 1.0 / 64;
    private const double ShareOfSuccess = 1.0 / 50;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly RateBucket? _requests;
    private readonly RateBucket? _tokens;
    private readonly int _most;
    private readonly int? _breaker;
    private readonly Action<int>? _waiting;
    private double _allowed;
    private int _running;
    private long _pausedSince;
    private TimeSpan _pause;
    private long _calls;
    private long _callsWhenLowered;
    private bool _hasAnswered;
    private int _equalErrors;
    private string? _lastError;
    private bool _isOpen = true;
    private long _counted;
    private double _meanTokens;
    private TaskCompletionSource? _changed;

    /// <param name="limits">The variant's limits.</param>
    /// <param name="parallelism">How many calls at once the whole call allows.</param>
    /// <param name="time">The clock.</param>
    /// <param name="waiting">Is told +1 and -1 when a call begins and ends to wait for a rate or a pause.</param>
    public VariantGate(VariantLimits limits, int parallelism, TimeProvider time, Action<int>? waiting = null)
    {
        _time = time;
        _waiting = waiting;
        _most = Math.Min(limits.Concurrency ?? parallelism, parallelism);
        _allowed = _most;
        _breaker = limits.Breaker;
        if (limits.RequestsPerMinute is { } requests) _requests = new(requests, time);
        if (limits.TokensPerMinute is { } tokens) _tokens = new(tokens, time);
    }

    /// <summary>How many calls at once at most.</summary>
    public int Most => _most;

    /// <summary>How many calls at once are allowed now.</summary>
    public int Allowed
    {
        get
        {
            lock (_lock) return Limit();
        }
    }

    /// <summary>Waits until a call may begin; null when none may any more.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ValueTask<CallTicket?> EnterAsync(CancellationToken soon) =>
        TryEnter(out CallTicket? ticket, out _, out _) ? ValueTask.FromResult(ticket) : new(WaitAsync(soon));

    /// <summary>A call is over without having told anything: it was stopped.</summary>
    public void Leave(in CallTicket ticket)
    {
        lock (_lock)
        {
            _tokens?.Take(-ticket.Tokens);
            Left();
        }
    }

    /// <summary>A call has answered.</summary>
    public void Answered(in CallTicket ticket, Usage? usage)
    {
        lock (_lock)
        {
            Count(ticket, usage);
            _hasAnswered = true;
            _equalErrors = 0;
            _lastError = null;
            _allowed = Math.Min(_most, _allowed + 1 / _allowed);
            Raise(_requests);
            Raise(_tokens);
            Left();
        }
    }

    /// <summary>A call has failed.</summary>
    /// <param name="ticket">The call.</param>
    /// <param name="failure">How.</param>
    /// <param name="usage">What it has used up nevertheless.</param>
    /// <param name="isFinal">The item is not tried again in this call.</param>
    /// <returns>Whether this has tripped the breaker.</returns>
    public bool Failed(in CallTicket ticket, CallFailure failure, Usage? usage, bool isFinal)
    {
        lock (_lock)
        {
            Count(ticket, usage);
            if (failure.Error.Kind == FailureKind.RateLimited) SlowDown(ticket, failure.RetryAfter);
            bool trips = isFinal && Repeats(failure) && _isOpen;
            if (trips) _isOpen = false;
            Left();
            return trips;
        }
    }

    private async Task<CallTicket?> WaitAsync(CancellationToken soon)
    {
        while (true)
        {
            if (TryEnter(out CallTicket? ticket, out TimeSpan wait, out Task? changed)) return ticket;
            if (changed is not null)
            {
                await changed.WaitAsync(soon).ConfigureAwait(false);
                continue;
            }

            _waiting?.Invoke(1);
            try
            {
                await Task.Delay(wait, _time, soon).ConfigureAwait(false);
            }
            finally
            {
                _waiting?.Invoke(-1);
            }
        }
    }

    // True with a ticket, or with none when the gate is closed; else how long to wait, or for which change.
    private bool TryEnter(out CallTicket? ticket, out TimeSpan wait, out Task? changed)
    {
        lock (_lock)
        {
            ticket = null;
            wait = default;
            changed = null;
            if (!_isOpen) return true;
            if (_running >= Limit())
            {
                changed = (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
                return false;
            }

            wait = Longest(Pause(), _requests?.DelayFor(1), _tokens?.DelayFor(_meanTokens));
            if (wait > TimeSpan.Zero) return false;
            _requests?.Take(1);
            _tokens?.Take(_meanTokens);
            _running++;
            ticket = new(++_calls, _meanTokens);
            return true;
        }
    }

    // A service that has answered nothing yet, or fails again and again, gets as many calls as the breaker has left.
    private int Limit()
    {
        int allowed = Math.Max(1, (int)_allowed);
        return _breaker is { } breaker && (!_hasAnswered || _equalErrors > 0) ? Math.Clamp(breaker - _equalErrors, 1, allowed) : allowed;
    }

    private TimeSpan Pause() => _pause == TimeSpan.Zero ? TimeSpan.Zero : _pause - _time.GetElapsedTime(_pausedSince);

    private static TimeSpan Longest(TimeSpan pause, TimeSpan? requests, TimeSpan? tokens)
    {
        TimeSpan longest = requests > pause ? requests.Value : pause;
        return tokens > longest ? tokens.Value : longest;
    }

    private void Count(in CallTicket ticket, Usage? usage)
    {
        if (usage is not { } used)
        {
            _tokens?.Take(-ticket.Tokens);
            return;
        }

        _counted++;
        _meanTokens += (used.Tokens - _meanTokens) / _counted;
        _tokens?.Take(used.Tokens - ticket.Tokens);
    }

    // Calls that were under way when the service first said so have nothing new to say.
    private void SlowDown(in CallTicket ticket, TimeSpan? asked)
    {
        TimeSpan pause = asked > s_pause ? asked.Value : s_pause;
        if (pause > Pause()) (_pausedSince, _pause) = (_time.GetTimestamp(), pause);
        if (ticket.Number <= _callsWhenLowered) return;
        _callsWhenLowered = _calls;
        _allowed = Math.Max(1, _allowed / 2);
        Lower(_requests);
        Lower(_tokens);
    }

    private static void Lower(RateBucket? bucket)
    {
        if (bucket is not null) bucket.Share = Math.Max(LeastShare, bucket.Share / 2);
    }

    private static void Raise(RateBucket? bucket)
    {
        if (bucket is not null) bucket.Share = Math.Min(1, bucket.Share + ShareOfSuccess);
    }

    private bool Repeats(CallFailure failure)
    {
        string error = failure.Fingerprint;
        _equalErrors = error == _lastError ? _equalErrors + 1 : 1;
        _lastError = error;
        return _equalErrors >= _breaker;
    }

    private void Left()
    {
        _running--;
        TaskCompletionSource? changed = _changed;
        _changed = null;
        changed?.SetResult();
    }
}
