namespace TrialKeep.Orchestration.Tests;

/// <summary>A clock that jumps to whatever is waited for next, so that tests of waits take no time and measure none.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<Waiter> _waiters = [];
    private long _now;

    /// <summary>What is longer is not waited for by itself: it is over when something shorter has jumped past it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.MaxValue;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp()
    {
        lock (_lock) return _now;
    }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + Elapsed;

    public void Advance(TimeSpan time)
    {
        lock (_lock) _now += time.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waiter waiter = new(this, () => callback(state));
        waiter.Change(dueTime, period);
        return waiter;
    }

    // The earliest goes first, after those that are about to wait had a moment to say so.
    private void JumpSoon() => ThreadPool.QueueUserWorkItem(_ =>
    {
        for (int i = 0; i < 20; i++) Thread.Yield();
        Waiter? next;
        lock (_lock)
        {
            next = _waiters.Any(static waiter => waiter.Jumps) ? _waiters.MinBy(static waiter => waiter.Due) : null;
            if (next is null) return;
            _waiters.Remove(next);
            _now = Math.Max(_now, next.Due);
        }

        next.Fire();
        if (!next.Jumps) JumpSoon();
    });

    private sealed class Waiter(JumpingClock clock, Action fire) : ITimer
    {
        public long Due { get; private set; }

        public bool Jumps { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._waiters.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Jumps = dueTime <= clock.Patience;
                Due = clock._now + dueTime.Ticks;
                clock._waiters.Add(this);
            }

            clock.JumpSoon();
            return true;
        }

        public void Dispose()
        {
            lock (clock._lock) clock._waiters.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
