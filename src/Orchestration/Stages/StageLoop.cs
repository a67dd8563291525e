namespace TrialKeep.Orchestration.Stages;

/// <summary>Works through the items of a stage, several at once; after a stop it begins no other and waits for those under way.</summary>
internal static class StageLoop
{
    // How long workers may take to notice that nobody waits for them any more.
    private static readonly TimeSpan s_leaving = TimeSpan.FromSeconds(1);

    /// <param name="feed">The work.</param>
    /// <param name="workers">How many items at once.</param>
    /// <param name="work">Does an item; false when it was stopped before it was begun.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="soon">No new work of this stage.</param>
    public static async Task RunAsync<T>(WorkFeed<T> feed, int workers, Func<T, Task<bool>> work, StopTokens stop, CancellationToken soon)
        where T : struct
    {
        Task all = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(feed, work, stop, soon), CancellationToken.None)));
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // A variant that blocks its thread can't be ended: it is left behind, and what it says later is not taken.
        using (stop.Now.Register(() => _ = Task.Delay(s_leaving, CancellationToken.None).ContinueWith(_ => left.TrySetResult(), TaskScheduler.Default)))
        {
            if (await Task.WhenAny(all, left.Task).ConfigureAwait(false) == all) await all.ConfigureAwait(false);
        }

        if (all.IsCompleted) await feed.EndAsync().ConfigureAwait(false);
    }

    private static async Task WorkAsync<T>(WorkFeed<T> feed, Func<T, Task<bool>> work, StopTokens stop, CancellationToken soon)
        where T : struct
    {
        try
        {
            while (await feed.NextAsync(soon).ConfigureAwait(false) is { } next)
            {
                feed.Over(next, await work(next.Item).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (soon.IsCancellationRequested || stop.Now.IsCancellationRequested)
        {
            // What finished is kept; the rest is missing or pending, and the caller says so.
        }
        catch
        {
            stop.Abort();
            throw;
        }
    }
}
