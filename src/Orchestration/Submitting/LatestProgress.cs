using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Orchestration.Submitting;

/// <summary>Keeps the last word on progress, and passes it on.</summary>
internal sealed class LatestProgress(IProgress<RunProgress>? observer) : IProgress<RunProgress>
{
    private readonly Lock _lock = new();
    private RunProgress? _latest;

    public RunProgress? Latest
    {
        get
        {
            lock (_lock) return _latest;
        }
    }

    public void Report(RunProgress value)
    {
        lock (_lock) _latest = value;
        observer?.Report(value);
    }
}
