using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Submitting;

/// <summary>
/// A run that goes on in the background of this process. It is as durable as any: when the process ends, the same call or a resume goes on from what is stored.
/// </summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public sealed class RunHandle<TTask, TRecord> : IAsyncDisposable
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<RunId> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LatestProgress _progress;
    private readonly Task<Run<TTask, TRecord>> _run;
    private bool _isTaken;

    private RunHandle(ExperimentRunner<TTask, TRecord> runner, IProgress<RunProgress>? observer)
    {
        _progress = new(observer);
        _run = Task.Run(() => ExecuteAsync(runner));
    }

    /// <summary>The id of the run, as soon as it is begun. Fails with whatever kept it from beginning.</summary>
    public Task<RunId> Id => _id.Task;

    /// <summary>How far the stage under way is; null before the first word of it.</summary>
    public RunProgress? Progress => _progress.Latest;

    /// <summary>The run has ended: it is through, was stopped, or failed as a whole.</summary>
    public bool IsEnded => _run.IsCompleted;

    /// <summary>Waits for the end and gives the run, which is then the caller's to dispose.</summary>
    /// <param name="cancellation">Ends the waiting, not the run.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    /// <exception cref="TrialKeep.Storage.StoreException">The store could not be read or written.</exception>
    public async Task<Run<TTask, TRecord>> WaitAsync(CancellationToken cancellation = default)
    {
        Run<TTask, TRecord> run = await _run.WaitAsync(cancellation).ConfigureAwait(false);
        _isTaken = true;
        return run;
    }

    /// <summary>Stops new work; what is under way may end within the grace period, and what has finished is kept.</summary>
    public void Cancel()
    {
        // After the end there is nothing to stop.
        if (!_run.IsCompleted) _stop.Cancel();
    }

    /// <summary>Stops the run, waits for its end, and closes it where nobody has taken it.</summary>
    public async ValueTask DisposeAsync()
    {
        Cancel();
        await ((Task)_run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_isTaken && _run.IsCompletedSuccessfully) (await _run.ConfigureAwait(false)).Dispose();
        _stop.Dispose();
    }

    internal static RunHandle<TTask, TRecord> Start(ExperimentRunner<TTask, TRecord> runner, IProgress<RunProgress>? observer) => new(runner, observer);

    private async Task<Run<TTask, TRecord>> ExecuteAsync(ExperimentRunner<TTask, TRecord> runner)
    {
        try
        {
            return await runner.RunAsync(_progress, id => _id.TrySetResult(id), _stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Who waits for the id is told as well.
            if (_id.TrySetException(exception)) _ = _id.Task.Exception;
            throw;
        }
    }
}
