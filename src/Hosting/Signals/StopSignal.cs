using System.Runtime.InteropServices;

namespace TrialKeep.Hosting.Signals;

/// <summary>Turns the first SIGINT or SIGTERM into a cancellation; the second ends the process.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _exitCode;

    public StopSignal(TextWriter error)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted, error));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated, error));
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>The exit code of the signal that came; null when none did.</summary>
    public int? Received => Volatile.Read(ref _exitCode) is var code and not 0 ? code : null;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode, TextWriter error)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0) return;
        context.Cancel = true;
        // Whoever reads standard error may have stopped reading: the work stops first.
        _stop.Cancel();
        error.WriteLine("Stopping: what has finished is kept, and what is under way may end. The same signal again ends at once.");
    }
}
