using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>One try of a variant, with its time-out. Whatever the variant does is a result, and never stops another item.</summary>
internal sealed class VariantCall<TTask, TRecord>(VariantSpec<TTask, TRecord> variant, TimeSpan? timeout, TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    /// <summary>Asks the variant.</summary>
    /// <param name="task">What is asked.</param>
    /// <param name="context">What the variant knows besides.</param>
    /// <param name="item">The item's own deadline; null for none.</param>
    /// <param name="now">Nothing is waited for any more.</param>
    /// <exception cref="OperationCanceledException">It was stopped, and nothing is to be kept of it.</exception>
    public async Task<CallResult<TRecord>> RunAsync(TTask task, VariantContext context, Deadline? item, CancellationToken now)
    {
        item?.Start();
        if (item is { IsOver: true }) return TimedOut(item);
        using Deadline? own = timeout is { } longest ? new(longest, "its time-out", time) : null;
        using CancellationTokenSource? linked = own is null && item is null ? null : CancellationTokenSource.CreateLinkedTokenSource(now, own?.Token ?? default, item?.Token ?? default);
        CancellationToken token = linked?.Token ?? now;
        own?.Start();
        Task<TRecord>? answer = null;
        try
        {
            // A variant that blocks its thread must not block who waits for its time-out.
            answer = linked is null ? Ask(task, context, token) : Task.Run(() => Ask(task, context, token), CancellationToken.None);
            TRecord record = await answer.WaitAsync(token).ConfigureAwait(false);
            now.ThrowIfCancellationRequested();
            return record is null ? Failed(new InvalidOperationException($"The variant '{variant.Name}' returned null instead of a record.")) : new(record, null);
        }
        catch (OperationCanceledException) when (now.IsCancellationRequested)
        {
            Forget(answer);
            throw;
        }
        catch (OperationCanceledException) when (own is { IsOver: true } || item is { IsOver: true })
        {
            Forget(answer);
            return TimedOut(own is { IsOver: true } ? own : item!);
        }
#pragma warning disable CA1031 // Whatever a variant throws is a failure of that item, never of the run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Failed(exception);
        }
    }

    private Task<TRecord> Ask(TTask task, VariantContext context, CancellationToken token) =>
        variant.Answer(task, context, token) ?? throw new InvalidOperationException($"The variant '{variant.Name}' returned null instead of a task.");

    private static CallResult<TRecord> Failed(Exception exception) => new(default, new(FailureDescription.Of(exception), FailureDescription.RetryAfter(exception)));

    private CallResult<TRecord> TimedOut(Deadline deadline) =>
        new(default, new(new RecordError(FailureKind.Timeout, $"The variant '{variant.Name}' had not answered after {Durations.Text(deadline.Longest)}, {deadline.Name}.", typeof(TimeoutException).FullName), null));

    // What a variant that was left behind throws later is nobody's.
    private static void Forget(Task? answer) =>
        _ = answer?.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
