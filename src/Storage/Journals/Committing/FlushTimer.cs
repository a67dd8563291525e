namespace TrialKeep.Storage.Journals.Committing;

/// <summary>Rings once when the time is over in which lines may wait for their flush, counted from the first that waits.</summary>
/// <param name="time">The clock.</param>
/// <param name="interval">The time.</param>
/// <param name="ring">Called on a thread of the clock.</param>
internal sealed class FlushTimer(TimeProvider time, TimeSpan interval, Action ring) : IDisposable
{
    private ITimer? _timer;
    private int _isSet;

    /// <summary>Starts to count, unless it does so already. One thread calls it at a time.</summary>
    public void Set()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 1) return;
        _timer ??= time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    private void Ring()
    {
        Volatile.Write(ref _isSet, 0);
        ring();
    }
}
