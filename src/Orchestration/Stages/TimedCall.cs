using TrialKeep.Orchestration.Specs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>One try, with its time-out. Whatever is thrown is a result, and never stops another item.</summary>
internal sealed class TimedCall(CallSubject subject, TimeSpan? timeout, TimeProvider time)
{
    /// <summary>Asks once.</summary>
    /// <param name="work">The item.</param>
    /// <param name="tries">The how manieth try this is.</param>
    /// <param name="report">Where it says what it uses up.</param>
    /// <param name="item">The item's own deadline; null for none.</param>
    /// <param name="now">Nothing is waited for any more.</param>
    /// <exception cref="OperationCanceledException">It was stopped, and nothing is to be kept of it.</exception>
    public async ValueTask<CallResult<TAnswer>> RunAsync<TWork, TAnswer>(TWork work, int tries, CallReport report, Deadline? item, CancellationToken now)
        where TWork : struct, ILaneWork<TAnswer>
    {
        item?.Start();
        if (item is { IsOver: true }) return TimedOut<TAnswer>(item);
        using Deadline? own = timeout is { } longest ? new(longest, "its time-out", time) : null;
        using CancellationTokenSource? linked = own is null && item is null ? null : CancellationTokenSource.CreateLinkedTokenSource(now, own?.Token ?? default, item?.Token ?? default);
        CancellationToken token = linked?.Token ?? now;
        own?.Start();
        Task<TAnswer>? asked = null;
        try
        {
            TAnswer answer;
            if (linked is null)
            {
                ValueTask<TAnswer> direct = work.AskAsync(tries, report, token);
                answer = direct.IsCompletedSuccessfully ? direct.GetAwaiter().GetResult() : await (asked = direct.AsTask()).WaitAsync(token).ConfigureAwait(false);
            }
            else
            {
                // What blocks its thread must not block who waits for its time-out.
                asked = Detached<TWork, TAnswer>(work, tries, report, token);
                answer = await asked.WaitAsync(token).ConfigureAwait(false);
            }

            now.ThrowIfCancellationRequested();
            return answer is null ? Failed<TAnswer>(new InvalidOperationException($"{subject} returned null instead of a record.")) : new(answer, null);
        }
        catch (OperationCanceledException) when (now.IsCancellationRequested)
        {
            Forget(asked);
            throw;
        }
        catch (OperationCanceledException) when (own is { IsOver: true } || item is { IsOver: true })
        {
            Forget(asked);
            return TimedOut<TAnswer>(own is { IsOver: true } ? own : item!);
        }
#pragma warning disable CA1031 // Whatever is thrown is a failure of that item, never of the run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Failed<TAnswer>(exception);
        }
    }

    // A closure of its own: the other way has none to allocate.
    private static Task<TAnswer> Detached<TWork, TAnswer>(TWork work, int tries, CallReport report, CancellationToken token)
        where TWork : struct, ILaneWork<TAnswer> => Task.Run(() => work.AskAsync(tries, report, token).AsTask(), CancellationToken.None);

    private static CallResult<TAnswer> Failed<TAnswer>(Exception exception) => new(default, new(FailureDescription.Of(exception), FailureDescription.RetryAfter(exception)));

    private CallResult<TAnswer> TimedOut<TAnswer>(Deadline deadline) =>
        new(default, new(new(FailureKind.Timeout, $"{subject} had not answered after {Durations.Text(deadline.Longest)}, {deadline.Name}.", typeof(TimeoutException).FullName), null));

    // What somebody who was left behind throws later is nobody's.
    private static void Forget(Task? asked) =>
        _ = asked?.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
