namespace TrialKeep.Orchestration.Stages;

/// <summary>A time after which nobody waits any more; it runs from <see cref="Start"/>.</summary>
internal sealed class Deadline(TimeSpan longest, string name, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, time);
    private long? _started;

    public TimeSpan Longest => longest;

    /// <summary>What it is called in sentences.</summary>
    public string Name => name;

    public bool IsOver => _source.IsCancellationRequested;

    public CancellationToken Token => _source.Token;

    /// <summary>Begins to count, the first time that it is called.</summary>
    public void Start()
    {
        if (_started is not null) return;
        _started = time.GetTimestamp();
        _source.CancelAfter(longest);
    }

    /// <summary>Whether it is not over after so long a wait.</summary>
    public bool Allows(TimeSpan wait) => !IsOver && (_started is not { } started || time.GetElapsedTime(started) + wait < longest);

    public void Dispose() => _source.Dispose();
}
