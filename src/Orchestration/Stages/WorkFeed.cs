namespace TrialKeep.Orchestration.Stages;

/// <summary>Hands out the work of a stage, one item at a time, to several workers.</summary>
internal abstract class WorkFeed<T>
    where T : struct
{
    /// <summary>The next item; null when there is none any more.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public abstract ValueTask<FedWork<T>?> NextAsync(CancellationToken soon);

    /// <summary>An item that was handed out is over.</summary>
    /// <param name="work">The item, as it was handed out.</param>
    /// <param name="isDone">It is done, or was tried and given up for this call; else it was not begun, and somebody else may do it.</param>
    public virtual void Over(in FedWork<T> work, bool isDone)
    {
    }

    /// <summary>Nothing more is asked for.</summary>
    public virtual ValueTask EndAsync() => ValueTask.CompletedTask;
}
