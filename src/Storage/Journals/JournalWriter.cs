using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>
/// Appends to one stream with group commit. Callers reserve places in the current batch under a lock and put their lines there outside it. One
/// thread writes batches and flushes; while it flushes under load, a helper writes what has gathered meanwhile. A batch is acknowledged, in
/// order, when what its durability asks for has happened, and its memory is free when it can't be needed for a new segment any more. The
/// file is created by the first append.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    // Below this a flush is waited for, so that what arrives meanwhile is one batch and nobody else is woken.
    private const int WorthHelp = 256 << 10;
    private const int StackSize = 256 << 10;
    private static readonly long s_watch = Environment.ProcessorCount > 1 ? Stopwatch.Frequency / 20_000 : 0;

    private readonly FileOperations _files;
    private readonly JournalSettings _settings;
    private readonly Durability _durability;
    private readonly PendingBytes _pending;
    private readonly object _gate = new();
    // Who gets a buffer holds this, so that of several producers that need one only one waits for it.
    private readonly object _supply = new();
    private readonly SemaphoreSlim _help = new(0);

    // All of this is guarded by _gate.
    private readonly Queue<Batch> _full = new();
    private readonly Queue<Batch> _written = new();
    private Batch? _filling;
    private Batch? _writing;
    private Batch? _failed;
    private Batch? _newest;
    private SegmentName _name;
    private uint _salt;
    private Thread? _thread;
    private Thread? _helper;
    private ITimer? _timer;
    private long _sequence;
    private long _unwritten;
    private long _unflushed;
    private long _flushWanted;
    private bool _isIdle;
    private bool _isFlushing;
    private bool _isHelping;
    private bool _isTimerSet;
    private bool _closing;
    private Exception? _failure;
    private StoreException? _fault;

    // Set by the writing thread alone; the helper reads the first two.
    private SegmentFile? _segment;
    private long _flushed;
    private long _acknowledgedEnd;

    public JournalWriter(FileOperations files, SegmentName first, JournalSettings settings)
    {
        _files = files;
        _settings = settings;
        _durability = settings.Durability;
        _pending = settings.Pending;
        _name = first;
        _salt = first.Salt;
        if (IsFlushedLater) _pending.Short += WantFlush;
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

    /// <summary>The last number that is on the device; 0 when nothing is, or nobody asked for it.</summary>
    public long FlushedSequence => _durability == Durability.None ? 0 : Volatile.Read(ref _flushed);

    private bool IsFlushedLater => _durability.Interval is not null;

    private bool HasUnwritten => _full.Count > 0 || _filling is { IsEmpty: false };

    private bool IsSegmentLong => _segment is not null && _segment.End >= _settings.SegmentBytes;

    /// <summary>Appends one line; blocks while too much waits for the device.</summary>
    /// <exception cref="StoreException">An earlier append could not be made durable.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public Appended Append(LineKind kind, ReadOnlySpan<byte> body)
    {
        if (Line.Bound(body.Length) > Line.Longest)
        {
            throw new StoreException(Problem.BadState, $"A line of {body.Length} bytes is longer than the {Line.Longest >> 20} MiB a line may have; store large content as a file of its own.", _name.Path);
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
            if (_fault is not null) throw Again(_fault);
            if (_newest is null) return Task.CompletedTask;
            if (!IsFlushedLater) return _newest.Durable;
            _flushWanted = _sequence;
            Wake();
            return _newest.Flushed;
        }
    }

    /// <summary>Writes and flushes what waits and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Wake();
        }

        // Nobody starts a thread any more.
        _thread?.Join();
        _help.Release();
        _helper?.Join();
        _timer?.Dispose();
        if (IsFlushedLater) _pending.Short -= WantFlush;
        CloseSegment(isGood: _fault is null);
    }

    private static StoreException Again(StoreException fault) => new(fault.Problem, fault.Message, fault.File, fault.Line, fault.Offset, fault);

    private bool TryReserve(LineKind kind, int body, [NotNullWhen(true)] out Batch? batch, out int at, out long sequence)
    {
        lock (_gate)
        {
            DemandUsable();
            sequence = _sequence + 1;
            int length = Line.Length(kind, sequence, body);
            batch = _filling;
            at = batch?.Reserve(length, sequence) ?? -1;
            if (batch is null || at < 0) return false;
            _sequence = sequence;
            _newest = batch;
            _unwritten += length;
            if (_isIdle) Wake();
            else if (_isFlushing && !_isHelping && _unwritten >= WorthHelp) AskForHelp();
            return true;
        }
    }

    private void DemandUsable()
    {
        if (_fault is not null) throw Again(_fault);
        ObjectDisposedException.ThrowIf(_closing, this);
    }

    // Makes room for a line: a new batch, in a buffer that may have to be waited for.
    private void Supply(int line)
    {
        lock (_supply)
        {
            if (HasRoom(line, out bool isBehind)) return;
            byte[] buffer = _pending.Take(Math.Max(Batch.SizeFor(line), isBehind ? _pending.Large : _pending.Small));
            if (!TryInstall(buffer)) _pending.Return(buffer);
        }
    }

    private bool HasRoom(int line, out bool isBehind)
    {
        Batch? unused;
        lock (_gate)
        {
            DemandUsable();
            isBehind = _unwritten > 0 || _writing is not null || _isFlushing;
            if (_filling?.HasRoom(line) == true) return true;
            unused = _filling is { IsEmpty: true } ? _filling : null;
            if (unused is not null) _filling = null;
        }

        if (unused is not null) _pending.Return(unused.Buffer);
        return false;
    }

    private bool TryInstall(byte[] buffer)
    {
        lock (_gate)
        {
            if (_fault is not null || _closing) return false;
            if (_filling is not null) _full.Enqueue(_filling);
            _filling = new(buffer, _salt);
            _thread ??= Start(Run, "");
            return true;
        }
    }

    // A stack of 256 KiB is enough: the threads only write and flush.
    private Thread Start(ThreadStart run, string role)
    {
        Thread thread = new(run, StackSize) { IsBackground = true, Name = $"TrialKeep {_name.Stream.Name}{role}" };
        thread.Start();
        return thread;
    }

    private void Wake()
    {
        if (_isIdle) Monitor.PulseAll(_gate);
    }

    private void WantFlush()
    {
        lock (_gate)
        {
            _flushWanted = _sequence;
            Wake();
        }
    }

    private void AskForHelp()
    {
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
            if (_closing && !_isHelping) return;
            while (TakeToHelp()) Write();
        }
    }

    private bool TakeToHelp()
    {
        lock (_gate)
        {
            _isHelping = _isFlushing && _unwritten >= WorthHelp && _writing is null && _failure is null && _fault is null && !IsSegmentLong;
            if (_isHelping) TakeForWriting();
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
            Fault(Unexpected(error));
        }
    }

    private StoreException Unexpected(Exception error) =>
        new(Problem.NotWritable, $"'{_name.Path}' could not be written ({error.Message.TrimEnd('.')}); run again, nothing acknowledged is lost.", _name.Path, cause: error);

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
                if (step == Step.Write) TakeForWriting();
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
        long sequence = Volatile.Read(ref _sequence);
        long until = Stopwatch.GetTimestamp() + s_watch;
        SpinWait wait = default;
        while (Volatile.Read(ref _sequence) == sequence && !Volatile.Read(ref _closing) && Stopwatch.GetTimestamp() < until) wait.SpinOnce(sleep1Threshold: -1);
    }

    private Step Decide()
    {
        if (_fault is not null) return Step.Stop;
        if (_failure is not null) return _writing is null ? Step.Recover : Step.Wait;
        if (IsFlushDue()) return Step.Flush;
        if (_writing is not null) return Step.Wait;
        if (IsSegmentLong) return Step.Finish;
        if (HasUnwritten) return Step.Write;
        return _closing ? Step.Stop : Step.Wait;
    }

    // Where appends are acknowledged before their flush: when somebody waits for it, the time has come, memory is short, or no other line follows.
    private bool IsFlushDue()
    {
        if (_written.Count == 0) return false;
        if (!IsFlushedLater || _written.Peek().FirstSequence <= _flushWanted) return true;
        return _unflushed >= _pending.Most / 4 || _pending.IsShort || IsSegmentLong || (_closing && !HasUnwritten && _writing is null);
    }

    private void TakeForWriting()
    {
        if (!_full.TryDequeue(out _writing)) (_writing, _filling) = (_filling, null);
        _unwritten -= _writing!.Length;
    }

    private void Write()
    {
        Batch batch = _writing!;
        Exception? error = TryWrite(batch);
        lock (_gate)
        {
            _writing = null;
            if (error is null) KeepUntilFlushed(batch);
            else (_failed, _failure) = (batch, _failure ?? error);
            Wake();
        }

        if (error is null && _durability != Durability.Flush) batch.Acknowledge();
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is judged by the writing thread, and given to those who wait.")]
    private Exception? TryWrite(Batch batch)
    {
        try
        {
            WriteInto(_segment ?? OpenSegment(), batch);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is judged by the writing thread, and given to those who wait.")]
    private Exception? TryFlush()
    {
        try
        {
            _segment!.Flush();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private void WriteInto(SegmentFile segment, Batch batch)
    {
        batch.Prepare(_durability == Durability.None ? 0 : Volatile.Read(ref _flushed), segment.Salt);
        segment.Write(batch.Lines);
        batch.EndInSegment = segment.End;
    }

    private void KeepUntilFlushed(Batch batch)
    {
        if (_durability != Durability.Flush) _acknowledgedEnd = batch.EndInSegment;
        if (_durability == Durability.None)
        {
            _flushed = batch.LastSequence;
            Release(batch);
            return;
        }

        _written.Enqueue(batch);
        _unflushed += batch.Length;
        SetTimer();
    }

    private void SetTimer()
    {
        if (_durability.Interval is not { } interval || _isTimerSet) return;
        _isTimerSet = true;
        _timer ??= _settings.Time.CreateTimer(_ => OnTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(interval, Timeout.InfiniteTimeSpan);
    }

    private void OnTime()
    {
        lock (_gate) _isTimerSet = false;
        WantFlush();
    }

    private void Flush()
    {
        int count;
        lock (_gate)
        {
            count = _written.Count;
            _isFlushing = true;
            if (!_isHelping && _unwritten >= WorthHelp) AskForHelp();
        }

        long before = _flushed;
        Exception? error = TryFlush();
        if (error is null)
        {
            Settle(count);
            _settings.Flushed(_flushed - before);
        }

        lock (_gate)
        {
            _isFlushing = false;
            _failure ??= error;
        }
    }

    // The first of the written batches are flushed.
    private void Settle(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Batch batch;
            lock (_gate)
            {
                batch = _written.Dequeue();
                _unflushed -= batch.Length;
                _flushed = batch.LastSequence;
                if (!IsFlushedLater) _acknowledgedEnd = batch.EndInSegment;
                Release(batch);
            }

            batch.Complete();
        }
    }

    private void Release(Batch batch)
    {
        _pending.Return(batch.Buffer);
        if (_newest == batch) _newest = null;
    }

    private void FinishSegment()
    {
        CloseSegment(isGood: true);
        MoveOn();
    }

    private void CloseSegment(bool isGood)
    {
        if (_segment is not { } segment) return;
        segment.Dispose();
        _segment = null;
        if (isGood) _settings.Complete(segment.Name);
    }

    private void MoveOn()
    {
        lock (_gate)
        {
            _name = _name.Next;
            _salt = _name.Salt;
        }
    }

    private SegmentFile OpenSegment()
    {
        _segment = new(_files, _name, _durability);
        _acknowledgedEnd = 0;
        _segment.Begin(_settings, _flushed);
        _acknowledgedEnd = _segment.End;
        return _segment;
    }

    // After a failed write or flush the kernel may hold the pages for clean: that file is never flushed again. The same lines go into
    // a new segment, once; if that fails too, the device is not to be trusted.
    private void Recover()
    {
        Exception failure = _failure!;
        Batch[] again = _failed is null ? [.. _written] : [.. _written, _failed];
        if (!SystemErrors.IsSystemError(failure)) Fault(Unexpected(failure));
        else if (SystemErrors.IsDiskFull(failure)) Fault(GiveUp(failure));
        else if (Try(() => WriteElsewhere(again)) is not { } second) Resume();
        else Fault(SystemErrors.IsSystemError(second) ? GiveUp(new AggregateException(failure, second)) : Unexpected(second));
    }

    private void WriteElsewhere(Batch[] again)
    {
        CloseSegment(isGood: false);
        MoveOn();
        SegmentFile segment = OpenSegment();
        foreach (Batch batch in again) WriteInto(segment, batch);
        if (_durability != Durability.None) segment.Flush();
    }

    private void Resume()
    {
        lock (_gate)
        {
            if (_failed is not null) _written.Enqueue(_failed);
            if (_failed is not null) _unflushed += _failed.Length;
            _acknowledgedEnd = _segment!.End;
            (_failed, _failure) = (null, null);
        }

        Settle(_written.Count);
    }

    // Part of a line does stay on a full disk; without it the file ends with what was acknowledged.
    private StoreException GiveUp(Exception error)
    {
        Exception cause = error is AggregateException all ? all.InnerExceptions[^1] : error;
        StoreException fault = SystemErrors.Writing(_name.Path, cause);
        if (_segment is null) return new(fault.Problem, fault.Message, fault.File, cause: error);
        if (SystemErrors.IsDiskFull(cause) && Try(SaveWhatFits) is { } second) error = new AggregateException(error, second);
        return new(fault.Problem, fault.Message, fault.File, offset: _acknowledgedEnd, cause: error);
    }

    // What was written before the disk was full may still be flushed.
    private void SaveWhatFits()
    {
        if (_written.Count > 0 && TryFlush() is null) Settle(_written.Count);
        _segment!.CutTo(_acknowledgedEnd);
    }

    private void Fault(StoreException error)
    {
        List<Batch> lost = [];
        lock (_gate)
        {
            _fault = error;
            lost.AddRange(_written);
            if (_failed is not null) lost.Add(_failed);
            lost.AddRange(_full);
            if (_filling is not null) lost.Add(_filling);
            _written.Clear();
            _full.Clear();
            (_failed, _filling, _newest) = (null, null, null);
            _unwritten = _unflushed = 0;
        }

        foreach (Batch batch in lost)
        {
            batch.Fail(error);
            // Somebody may still be putting a line into it.
            _pending.Abandon(batch.Buffer);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "It is judged by the writing thread, and given to those who wait.")]
    private static Exception? Try(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}
