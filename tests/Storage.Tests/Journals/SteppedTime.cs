namespace TrialKeep.Storage.Tests.Journals;

/// <summary>A clock that moves when it is told to, and fires what has become due.</summary>
public sealed class SteppedTime : TimeProvider
{
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Alarm alarm = new(this, () => callback(state));
        alarm.Change(dueTime, period);
        lock (_alarms) _alarms.Add(alarm);
        return alarm;
    }

    public void Advance(TimeSpan time)
    {
        _now += time;
        Alarm[] due;
        lock (_alarms) due = [.. _alarms.Where(alarm => alarm.TryTake(_now))];
        foreach (Alarm alarm in due) alarm.Fire();
    }

    private sealed class Alarm(SteppedTime time, Action fire) : ITimer
    {
        private DateTimeOffset _due = DateTimeOffset.MaxValue;

        public void Fire() => fire();

        public bool TryTake(DateTimeOffset now)
        {
            lock (this)
            {
                bool isDue = _due <= now;
                if (isDue) _due = DateTimeOffset.MaxValue;
                return isDue;
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (this) _due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time._now + dueTime;
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
