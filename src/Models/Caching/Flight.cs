namespace TrialKeep.Models.Caching;

/// <summary>One request under way. Whoever waits for it gets its answer or its failure, or null when it was given up and another has to ask.</summary>
internal sealed class Flight(Action<Flight> ended) : IDisposable
{
    private readonly TaskCompletionSource<CachedAnswer?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<CachedAnswer?> End => _end.Task;

    public void Land(CachedAnswer answer) => _end.TrySetResult(answer);

    /// <summary>The model could not answer: whoever asked the same at the same time has the same failure, instead of asking a server in trouble once more each.</summary>
    public void Fail(Exception failure)
    {
        _end.TrySetException(failure);
        // Nobody may be waiting; the one who flies throws it anyway.
        _ = _end.Task.Exception;
    }

    /// <summary>Ends it; given up unless it has landed or failed.</summary>
    public void Dispose()
    {
        ended(this);
        _end.TrySetResult(null);
    }
}
