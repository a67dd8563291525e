namespace TrialKeep.Orchestration.Stages;

/// <summary>Work that is nobody else's, in its order.</summary>
internal sealed class ListFeed<T>(IReadOnlyList<T> items) : WorkFeed<T>
    where T : struct
{
    private int _next = -1;

    public override ValueTask<FedWork<T>?> NextAsync(CancellationToken soon)
    {
        if (soon.IsCancellationRequested) return ValueTask.FromResult<FedWork<T>?>(null);
        int index = Interlocked.Increment(ref _next);
        return ValueTask.FromResult<FedWork<T>?>(index < items.Count ? new(items[index]) : null);
    }
}
