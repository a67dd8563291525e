namespace TrialKeep.Orchestration.Stages;

/// <summary>Works through the items of a stage, several at once; after a stop it begins no other and waits for those under way.</summary>
internal static class StageLoop
{
    public static async Task RunAsync<T>(IReadOnlyList<T> items, int parallelism, Func<T, Task> work, StopTokens stop)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = parallelism, CancellationToken = stop.Soon };
        try
        {
            await Parallel.ForEachAsync(items, options, async (item, _) => await work(item).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.Soon.IsCancellationRequested)
        {
            // What finished is kept; the rest is missing or pending, and the caller says so.
        }
    }
}
