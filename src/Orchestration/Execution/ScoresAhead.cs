using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Execution;

/// <summary>
/// Reads the scores that a run has by one evaluation while its generations are looked through. What was read counts as long as the run was not read anew; an error is told to
/// whoever takes it.
/// </summary>
internal sealed class ScoresAhead : IDisposable
{
    private readonly RunReader _run;
    private Task<EvaluationReader>? _reading;

    /// <param name="run">The run; nothing is read ahead when it has no record.</param>
    /// <param name="open">Reads the scores.</param>
    public ScoresAhead(RunReader run, Func<RunReader, EvaluationReader>? open)
    {
        _run = run;
        if (run.Count > 0 && open is not null) _reading = Task.Run(() => open(run));
    }

    /// <summary>Takes what was read; null when nothing was, or when the run has been read anew since.</summary>
    /// <exception cref="TrialKeep.Storage.StoreException">It can't be read.</exception>
    public async Task<EvaluationReader?> TakeAsync(RunReader run)
    {
        if (_reading is not { } reading || run != _run) return null;
        _reading = null;
        return await reading.ConfigureAwait(false);
    }

    /// <summary>Throws away what nobody took.</summary>
    public void Dispose()
    {
        if (_reading is not { } reading) return;
        _reading = null;
        if (Task.WhenAny(reading).GetAwaiter().GetResult() is { IsCompletedSuccessfully: true } read) read.Result.Dispose();
        else _ = reading.Exception;
    }
}
