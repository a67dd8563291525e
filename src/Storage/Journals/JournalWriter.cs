using System.Diagnostics.CodeAnalysis;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals.Committing;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>
/// Appends to one stream with group commit. Callers reserve places in the current batch under a lock and put their lines there outside it;
/// batches are written and flushed behind them. The file is created by the first append.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly Durability _durability;
    private readonly PendingBytes _pending;
    private readonly SegmentChain _segments;
    private readonly BatchQueue _batches;
    private readonly Committer _committer;
    private readonly object _gate;
    // Who gets a buffer holds this, so that of several producers that need one only one waits for it.
    private readonly object _supply = new();

    public JournalWriter(FileOperations files, SegmentName first, JournalSettings settings)
    {
        _durability = settings.Durability;
        _pending = settings.Pending;
        _segments = new(files, first, settings);
        _batches = new(_pending, _segments, _durability);
        _committer = new(_batches, _segments, settings);
        _gate = _batches.Gate;
    }

    /// <summary>The last number that is on the device; 0 when nothing is, or nobody asked for it.</summary>
    public long FlushedSequence => _durability == Durability.None ? 0 : _batches.Flushed;

    /// <summary>Appends one line; blocks while too much waits for the device.</summary>
    /// <exception cref="StoreException">An earlier append could not be made durable.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public Appended Append(LineKind kind, ReadOnlySpan<byte> body)
    {
        if (Line.Bound(body.Length) > Line.Longest)
        {
            throw new StoreException(Problem.BadState, $"A line of {body.Length} bytes is longer than the {Line.Longest >> 20} MiB a line may have; store large content as a file of its own.", _segments.Name.Path);
        }

        while (true)
        {
            if (TryReserve(kind, body.Length, out Batch? batch, out int at, out long sequence))
            {
                batch.Write(at, kind, sequence, body);
                return new(sequence, batch.Durable);
            }

            Supply(Line.Bound(body.Length));
        }
    }

    /// <summary>Completes when everything appended before is durable; flushes where appends are acknowledged before.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            _batches.DemandGood();
            bool isFlushedLater = _durability.Interval is not null;
            if (_batches.Newest(isFlushedLater) is not { } newest) return Task.CompletedTask;
            if (isFlushedLater) _committer.FlushNow();
            return newest;
        }
    }

    /// <summary>Writes and flushes what waits and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _batches.Close();
            _committer.Wake();
        }

        _committer.Dispose();
        if (!_batches.HasFault) _segments.Complete();
        _segments.Dispose();
    }

    private bool TryReserve(LineKind kind, int body, [NotNullWhen(true)] out Batch? batch, out int at, out long sequence)
    {
        lock (_gate)
        {
            _batches.DemandUsable();
            if (!_batches.TryReserve(kind, body, out batch, out at, out sequence)) return false;
            _committer.Notify();
            return true;
        }
    }

    // Makes room for a line: a new batch, in a buffer that may have to be waited for.
    private void Supply(int line)
    {
        lock (_supply)
        {
            if (HasRoom(line, out bool isBehind)) return;
            byte[] buffer = _pending.Take(Math.Max(Batch.SizeFor(line), isBehind ? _pending.Large : _pending.Small));
            if (!TryFill(buffer)) _pending.Return(buffer);
        }
    }

    private bool HasRoom(int line, out bool isBehind)
    {
        byte[]? unused;
        lock (_gate)
        {
            _batches.DemandUsable();
            isBehind = _batches.IsBehind;
            if (_batches.HasRoom(line, out unused)) return true;
        }

        if (unused is not null) _pending.Return(unused);
        return false;
    }

    private bool TryFill(byte[] buffer)
    {
        lock (_gate)
        {
            if (!_batches.TryFill(buffer)) return false;
            _committer.Start();
            return true;
        }
    }
}
