namespace TrialKeep.Orchestration.Stages;

/// <summary>A time after which nobody waits any more; it runs from <see cref="Start"/>.</summary>
internal sealed class Deadline(TimeSpan longest, string name, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, time);
    private bool _isStarted;

    public TimeSpan Longest => longest;

    /// <summary>What it is called in sentences.</summary>
    public string Name => name;

    public bool IsOver => _source.IsCancellationRequested;

    public CancellationToken Token => _source.Token;

    /// <summary>Begins to count, the first time that it is called.</summary>
    public void Start()
    {
        if (_isStarted) return;
        _isStarted = true;
        _source.CancelAfter(longest);
    }

    public void Dispose() => _source.Dispose();
}
