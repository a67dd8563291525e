namespace TrialKeep.Orchestration.Progress;

/// <summary>Counts what a stage does, from any thread, and reports it.</summary>
internal sealed class StageProgress(RunStage stage, int planned, int cached, TimeProvider time, IProgress<RunProgress>? observer, IReadOnlyList<RunProgress>? earlier = null, string? name = null)
{
    private readonly long _started = time.GetTimestamp();
    private readonly object _lock = new();
    private int _done;
    private int _failed;
    private int _waiting;
    private int _retries;
    private int _refused;
    private int _truncated;
    private int _foundElsewhere;
    private Usage? _spent = earlier is [.., var last] ? last.Spent : null;

    public int Done => Volatile.Read(ref _done);

    public int Retries => Volatile.Read(ref _retries);

    public RunProgress Now => new(stage, planned, cached + Volatile.Read(ref _foundElsewhere), Volatile.Read(ref _done), Volatile.Read(ref _failed), time.GetElapsedTime(_started))
    {
        Waiting = Volatile.Read(ref _waiting),
        Retries = Volatile.Read(ref _retries),
        Refused = Volatile.Read(ref _refused),
        Truncated = Volatile.Read(ref _truncated),
        Spent = Spent,
        Earlier = earlier ?? [],
        Name = name,
    };

    public Usage? Spent
    {
        get
        {
            lock (_lock) return _spent;
        }
    }

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

    /// <summary>A variant has answered.</summary>
    public void Answered(AnswerOutcome outcome)
    {
        if (outcome == AnswerOutcome.Refused) Interlocked.Increment(ref _refused);
        else if (outcome == AnswerOutcome.Truncated) Interlocked.Increment(ref _truncated);
        Succeeded();
    }

    /// <summary>A try is over.</summary>
    /// <param name="usage">What it has used up.</param>
    /// <param name="tries">The number of the try in this call.</param>
    public void Tried(Usage? usage, int tries)
    {
        if (tries > 1) Interlocked.Increment(ref _retries);
        if (usage is not { } used) return;
        lock (_lock) _spent = _spent is { } before ? before + used : used;
    }

    /// <summary>Calls have begun or ended to wait for a rate.</summary>
    public void Waits(int change)
    {
        Interlocked.Add(ref _waiting, change);
        Report();
    }

    /// <summary>Somebody else who shares the run has done it, or another run has.</summary>
    public void FoundElsewhere()
    {
        Interlocked.Increment(ref _foundElsewhere);
        Report();
    }

    public void Report() => observer?.Report(Now);
}
