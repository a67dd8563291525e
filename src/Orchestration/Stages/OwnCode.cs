using Microsoft.Extensions.Logging;
using TrialKeep.Orchestration.Telemetry;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Calls the program's own code. What it throws stops the call with one sentence and is kept as an event of the run; it loses nothing.</summary>
internal sealed class OwnCode(RunSession session, StopTokens stop, ILogger? logger)
{
    /// <summary>Calls it.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="work">What is done.</param>
    /// <param name="cancellation">When it is left behind.</param>
    /// <returns>Whether it has ended well.</returns>
    public async Task<bool> CallAsync(StopKind kind, string name, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested || stop.IsCancelled)
        {
            return false;
        }
#pragma warning disable CA1031 // Whatever the program's own code throws ends the call in order, never in the middle.
        catch (Exception exception) when (exception is not TrialKeep.Storage.StoreException)
#pragma warning restore CA1031
        {
            Fail(kind, name, FailureDescription.Of(exception));
            return false;
        }
    }

    private void Fail(StopKind kind, string name, RecordError error)
    {
        string what = kind == StopKind.Hook ? "hook" : "stage";
        StopReason reason = new(kind, $"The {what} '{name}' failed ({error.Type}: {error.Message}); mend it and call again: what is done is kept.");
        if (logger is not null) RunLog.OwnCodeFailed(logger, what, name, error.Message);
        session.Writer.Event(new(OwnCodeEvents.Failed(what)) { Level = EventLevel.Error, Text = reason.Message, Data = OwnCodeEvents.Data(name, error) });
        stop.Stop(reason);
    }
}
