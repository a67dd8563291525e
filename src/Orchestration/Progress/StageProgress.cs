namespace TrialKeep.Orchestration.Progress;

/// <summary>Counts what a stage does, from any thread, and reports it.</summary>
internal sealed class StageProgress(RunStage stage, int planned, int cached, TimeProvider time, IProgress<RunProgress>? observer)
{
    private readonly long _started = time.GetTimestamp();
    private int _done;
    private int _failed;

    public int Done => Volatile.Read(ref _done);

    public void Succeeded()
    {
        Interlocked.Increment(ref _done);
        Report();
    }

    public void Failed()
    {
        Interlocked.Increment(ref _failed);
        Report();
    }

    public void Report() => observer?.Report(new(stage, planned, cached, Volatile.Read(ref _done), Volatile.Read(ref _failed), time.GetElapsedTime(_started)));
}
