using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>One stream of a run, opened by its first line. May be used by several threads.</summary>
/// <param name="open">Opens it.</param>
/// <param name="takeUp">Called before each line.</param>
internal sealed class RunStream(Func<JournalWriter> open, Action takeUp)
{
    private readonly object _gate = new();
    private volatile JournalWriter? _writer;

    /// <summary>The last number that is on the device; 0 when nothing is, or nobody asked for it.</summary>
    public long FlushedSequence => _writer?.FlushedSequence ?? 0;

    /// <summary>Appends one line; blocks while too much waits for the device.</summary>
    public Appended Append(LineKind kind, ReadOnlySpan<byte> body)
    {
        takeUp();
        return (_writer ?? Open()).Append(kind, body);
    }

    /// <summary>Completes when every line appended before is durable.</summary>
    public Task FlushAsync() => _writer?.FlushAsync() ?? Task.CompletedTask;

    /// <summary>Writes what waits and closes the files. Whoever opens the stream at this moment is waited for.</summary>
    public void Close()
    {
        lock (_gate) _writer?.Dispose();
    }

    private JournalWriter Open()
    {
        lock (_gate) return _writer ??= open();
    }
}
