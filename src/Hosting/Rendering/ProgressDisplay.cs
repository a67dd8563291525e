using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Shows on standard error how far a run is, now and then and while it lives.</summary>
internal abstract class ProgressDisplay(TimeProvider time, TimeSpan pause) : IProgress<RunProgress>, IDisposable
{
    private readonly Lock _lock = new();
    private long _shown = time.GetTimestamp();
    private bool _hasEnded;

    /// <summary>The display for whoever reads standard error: a person at a terminal, or a file.</summary>
    public static ProgressDisplay On(HostConsole console, TimeProvider time) => console.IsTerminal ? new TerminalProgress(console, time) : new PlainProgress(console, time);

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        // Called after every item from every thread: the clock is looked at before anything is locked.
        if (time.GetElapsedTime(Volatile.Read(ref _shown)) < pause) return;
        lock (_lock)
        {
            if (_hasEnded || time.GetElapsedTime(_shown) < pause) return;
            Volatile.Write(ref _shown, time.GetTimestamp());
            Show(value);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_hasEnded) End();
            _hasEnded = true;
        }
    }

    /// <summary>Shows it; called by one thread at a time.</summary>
    protected abstract void Show(in RunProgress progress);

    /// <summary>Leaves nothing behind that would be in the way of what is written next.</summary>
    protected abstract void End();
}
