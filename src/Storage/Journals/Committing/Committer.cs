using System.Diagnostics;

namespace TrialKeep.Storage.Journals.Committing;

/// <summary>
/// The thread that writes batches and flushes them, started by the first. While it flushes under load, a helper writes what has gathered
/// meanwhile. A batch is acknowledged, in order, when what its durability asks for has happened, and its memory is free when it can't be
/// needed for a new segment any more.
/// </summary>
internal sealed class Committer : IDisposable
{
    // Below this a flush is waited for, so that what arrives meanwhile is one batch and nobody else is woken.
    private const int WorthHelp = 256 << 10;
    private const int StackSize = 256 << 10;
    private static readonly long s_watch = Environment.ProcessorCount > 1 ? Stopwatch.Frequency / 20_000 : 0;

    private readonly BatchQueue _batches;
    private readonly SegmentChain _segments;
    private readonly PendingBytes _pending;
    private readonly Durability _durability;
    private readonly FlushTimer? _timer;
    private readonly WriteRescue _rescue;
    private readonly Action<long> _flushed;
    private readonly object _gate;
    private readonly SemaphoreSlim _help = new(0);

    // All of this is guarded by the queue's lock.
    private Thread? _thread;
    private Thread? _helper;
    private long _flushWanted;
    private bool _isIdle;
    private bool _isHelping;

    public Committer(BatchQueue batches, SegmentChain segments, JournalSettings settings)
    {
        _batches = batches;
        _segments = segments;
        _pending = settings.Pending;
        _durability = settings.Durability;
        _gate = batches.Gate;
        _rescue = new(batches, segments);
        _flushed = settings.Flushed;
        if (_durability.Interval is not { } interval) return;
        _timer = new(settings.Time, interval, WantFlush);
        _pending.Short += WantFlush;
    }

    private enum Step
    {
        Wait,
        Write,
        Flush,
        Finish,
        Recover,
        Stop,
    }

    private bool IsFlushedLater => _timer is not null;

    /// <summary>Starts the thread, once. The caller holds the queue's lock, as for all that follows.</summary>
    public void Start() => _thread ??= Start(Run, "");

    /// <summary>Tells that a line was added.</summary>
    public void Notify()
    {
        if (_isIdle) Wake();
        else if (_batches.IsFlushing) HelpIfWorth();
    }

    /// <summary>Flushes what was appended before, where that waits for something else.</summary>
    public void FlushNow()
    {
        _flushWanted = _batches.Sequence;
        Wake();
    }

    /// <summary>Tells that something has changed that may end a wait.</summary>
    public void Wake()
    {
        if (_isIdle) Monitor.PulseAll(_gate);
    }

    /// <summary>Waits until the threads have written and flushed everything; nobody holds the lock, and nothing more is appended.</summary>
    public void Dispose()
    {
        // Nobody starts a thread any more.
        _thread?.Join();
        _help.Release();
        _helper?.Join();
        _timer?.Dispose();
        if (IsFlushedLater) _pending.Short -= WantFlush;
    }

    // A stack of 256 KiB is enough: the threads only write and flush.
    private Thread Start(ThreadStart run, string role)
    {
        Thread thread = new(run, StackSize) { IsBackground = true, Name = $"TrialKeep {_segments.Name.Stream.Name}{role}" };
        thread.Start();
        return thread;
    }

    private void WantFlush()
    {
        lock (_gate) FlushNow();
    }

    private void HelpIfWorth()
    {
        if (_isHelping || _batches.Unwritten < WorthHelp) return;
        _isHelping = true;
        _helper ??= Start(Help, " helper");
        _help.Release();
    }

    // While the writing thread flushes.
    private void Help()
    {
        while (true)
        {
            _help.Wait();
            if (_batches.IsClosing && !_isHelping) return;
            while (TakeToHelp()) Write();
        }
    }

    private bool TakeToHelp()
    {
        lock (_gate)
        {
            _isHelping = _batches is { IsFlushing: true, Unwritten: >= WorthHelp, Writing: null, Failure: null, HasFault: false } && !_segments.IsLong;
            if (_isHelping) _batches.TakeForWriting();
            return _isHelping;
        }
    }

    // Nobody may wait for ever, whatever is thrown here: the callers get it.
    private void Run()
    {
        try
        {
            for (Step step = Next(); step != Step.Stop; step = Next()) Take(step);
        }
        catch (Exception error)
        {
            _batches.End(_rescue.Unexpected(error));
        }
    }

    private void Take(Step step)
    {
        switch (step)
        {
            case Step.Write: Write(); break;
            case Step.Flush: Flush(); break;
            case Step.Finish: FinishSegment(); break;
            default: Recover(); break;
        }
    }

    private Step Next()
    {
        bool hasWatched = false;
        while (true)
        {
            lock (_gate)
            {
                Step step = Decide();
                if (step == Step.Write) _batches.TakeForWriting();
                if (step != Step.Wait) return step;
                if (hasWatched) Sleep();
            }

            if (!hasWatched) Watch();
            hasWatched = true;
        }
    }

    private void Sleep()
    {
        _isIdle = true;
        Monitor.Wait(_gate);
        _isIdle = false;
    }

    // Who awaited what has just been flushed mostly appends again at once: to be woken would take longer than to look for it.
    private void Watch()
    {
        long sequence = _batches.Sequence;
        long until = Stopwatch.GetTimestamp() + s_watch;
        SpinWait wait = default;
        while (_batches.Sequence == sequence && !_batches.IsClosing && Stopwatch.GetTimestamp() < until) wait.SpinOnce(sleep1Threshold: -1);
    }

    private Step Decide()
    {
        if (_batches.HasFault) return Step.Stop;
        if (_batches.Failure is not null) return _batches.Writing is null ? Step.Recover : Step.Wait;
        if (IsFlushDue()) return Step.Flush;
        if (_batches.Writing is not null) return Step.Wait;
        if (_segments.IsLong) return Step.Finish;
        if (_batches.HasUnwritten) return Step.Write;
        return _batches.IsClosing ? Step.Stop : Step.Wait;
    }

    // Where appends are acknowledged before their flush: when somebody waits for it, the time has come, memory is short, or no other line follows.
    private bool IsFlushDue()
    {
        if (_batches.WrittenCount == 0) return false;
        if (!IsFlushedLater || _batches.FirstWritten <= _flushWanted) return true;
        return _batches.Unflushed >= _pending.Most / 4 || _pending.IsShort || _segments.IsLong || _batches is { IsClosing: true, HasUnwritten: false, Writing: null };
    }

    private void Write()
    {
        Batch batch = _batches.Writing!;
        Exception? error = _segments.TryWrite(batch, _batches.Flushed);
        lock (_gate)
        {
            if (error is not null) _batches.NoteFailed(batch, error);
            else if (_batches.NoteWritten(batch)) _timer?.Set();
            Wake();
        }

        if (error is null && _durability != Durability.Flush) batch.Acknowledge();
    }

    private void Flush()
    {
        int count;
        lock (_gate)
        {
            count = _batches.BeginFlush();
            HelpIfWorth();
        }

        Exception? error = _segments.TryFlush();
        if (error is null) Settle(count);
        lock (_gate) _batches.EndFlush(error);
    }

    private void Settle(int count)
    {
        long before = _batches.Flushed;
        _batches.Settle(count);
        _flushed(_batches.Flushed - before);
    }

    private void FinishSegment()
    {
        _segments.Complete();
        lock (_gate) _segments.MoveOn();
    }

    private void Recover()
    {
        if (_rescue.Recover(_batches.Failure!) is { } fault) _batches.End(fault);
    }
}
