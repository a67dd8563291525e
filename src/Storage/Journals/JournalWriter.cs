using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>
/// Appends to one stream with group commit: callers put finished lines into the current batch; one thread swaps batches, writes with one
/// call, flushes once and completes everybody in the batch. The file is created by the first append.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly FileOperations _files;
    private readonly JournalSettings _settings;
    private readonly object _gate = new();
    private SegmentName _segment;
    private uint _salt;
    private Batch _filling = new();
    private Batch _spare = new();
    private Batch? _writing;
    private Thread? _thread;
    private long _sequence;
    private bool _idle;
    private bool _closing;
    private int _blocked;
    private StoreException? _fault;

    // Touched by the flushing thread alone.
    private SafeFileHandle? _file;
    private long _good;
    private long _flushed;

    public JournalWriter(FileOperations files, SegmentName first, JournalSettings settings)
    {
        _files = files;
        _settings = settings;
        _segment = first;
        _salt = first.Salt;
    }

    /// <summary>Whether anything was appended.</summary>
    public bool HasLines
    {
        get
        {
            lock (_gate) return _sequence > 0;
        }
    }

    /// <summary>Appends one line; blocks while too much waits for the device.</summary>
    /// <exception cref="StoreException">An earlier append could not be made durable.</exception>
    /// <exception cref="ObjectDisposedException">The writer is closed.</exception>
    public Appended Append(LineKind kind, ReadOnlySpan<byte> body)
    {
        if (Line.Bound(body.Length) > Line.Longest)
        {
            throw new StoreException(Problem.BadState, $"A line of {body.Length} bytes is longer than the {Line.Longest >> 20} MiB a line may have; store large content as a file of its own.", _segment.Path);
        }

        lock (_gate)
        {
            AwaitRoom(body.Length);
            long flushed = _filling.Length == 0 && _settings.Durability == Durability.Flush ? _sequence : 0;
            long sequence = _sequence + 1;
            _filling.Append(kind, sequence, flushed, body, _salt);
            _sequence = sequence;
            if (_thread is null) Start();
            else if (_idle) Monitor.PulseAll(_gate);
            return new(sequence, _filling.Durable);
        }
    }

    /// <summary>Completes when everything appended before is durable.</summary>
    public Task FlushAsync()
    {
        lock (_gate)
        {
            if (_fault is not null) throw Again(_fault);
            return _filling.Length > 0 ? _filling.Durable : _writing?.Durable ?? Task.CompletedTask;
        }
    }

    /// <summary>Writes what waits and closes the file.</summary>
    public void Dispose()
    {
        Thread? thread;
        lock (_gate)
        {
            _closing = true;
            thread = _thread;
            Monitor.PulseAll(_gate);
        }

        thread?.Join();
        _file?.Dispose();
    }

    private void AwaitRoom(int body)
    {
        while (true)
        {
            if (_fault is not null) throw Again(_fault);
            ObjectDisposedException.ThrowIf(_closing, this);
            if (_filling.Length == 0 || _filling.Length + (long)body <= _settings.MostPendingBytes) return;
            _blocked++;
            Monitor.Wait(_gate);
            _blocked--;
        }
    }

    // A stack of 256 KiB is enough: the thread only writes and flushes.
    private void Start()
    {
        _thread = new Thread(Run, 256 << 10) { IsBackground = true, Name = $"TrialKeep {_segment.Stream.Name}" };
        _thread.Start();
    }

    private void Run()
    {
        while (NextBatch() is { } batch)
        {
            if (PersistOrExplain(batch) is { } error) Fault(batch, error);
            else Acknowledge(batch);
        }
    }

    // Nobody may wait for ever, whatever is thrown here: the callers get it.
    private StoreException? PersistOrExplain(Batch batch)
    {
        try
        {
            return Persist(batch);
        }
        catch (Exception error)
        {
            return new(Problem.NotWritable, $"'{_segment.Path}' could not be written ({error.Message.TrimEnd('.')}); run again, nothing acknowledged is lost.", _segment.Path, cause: error);
        }
    }

    private Batch? NextBatch()
    {
        lock (_gate)
        {
            while (_filling.Length == 0 || _fault is not null)
            {
                if (_closing || _fault is not null) return null;
                _idle = true;
                Monitor.Wait(_gate);
                _idle = false;
            }

            _writing = _filling;
            _filling = _spare;
            if (_blocked > 0) Monitor.PulseAll(_gate);
            return _writing;
        }
    }

    private void Acknowledge(Batch batch)
    {
        _good += batch.Length;
        _flushed = batch.LastSequence;
        batch.Complete();
        lock (_gate)
        {
            _writing = null;
            batch.Reset(_settings.MostPendingBytes * 2);
            _spare = batch;
        }
    }

    private void Fault(Batch batch, StoreException error)
    {
        lock (_gate)
        {
            _fault = error;
            _writing = null;
            batch.Fail(error);
            if (_filling.Length > 0) _filling.Fail(error);
            Monitor.PulseAll(_gate);
        }
    }

    // After a failed write or flush the kernel may hold the pages for clean: that file is never flushed again. The same lines go into
    // a new segment, once; if that fails too, the device is not to be trusted.
    private StoreException? Persist(Batch batch)
    {
        try
        {
            if (_file is null) OpenSegment();
            WriteThrough(batch);
            return null;
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            return SystemErrors.IsDiskFull(error) ? GiveUp(error) : PersistElsewhere(batch, error);
        }
    }

    private StoreException? PersistElsewhere(Batch batch, Exception first)
    {
        try
        {
            _file?.Dispose();
            _file = null;
            MoveOn(batch);
            OpenSegment();
            WriteThrough(batch);
            return null;
        }
        catch (Exception second) when (SystemErrors.IsSystemError(second))
        {
            return GiveUp(new AggregateException(first, second));
        }
    }

    private void MoveOn(Batch batch)
    {
        lock (_gate)
        {
            _segment = _segment.Next;
            _salt = _segment.Salt;
            Line.Resalt(_filling.Lines, _salt);
        }

        Line.Resalt(batch.Lines, _salt);
    }

    private void WriteThrough(Batch batch)
    {
        _files.Write(_file!, batch.Lines, _good);
        if (_settings.Durability == Durability.Flush) _files.Flush(_file!);
    }

    private void OpenSegment()
    {
        string folder = _segment.Stream.Folder;
        if (_settings.Durability == Durability.Flush) DurableFolder.Create(_files, folder);
        else _files.CreateFolders(folder);
        _file = _files.CreateNew(_segment.Path);
        _good = 0;
        byte[] header = Header();
        _files.Write(_file, header, 0);
        _good = header.Length;
        if (_settings.Durability == Durability.None) return;
        // The name must be as durable as the lines; the lines' own flush follows before anything is acknowledged.
        _files.FlushFolder(folder);
    }

    private byte[] Header()
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        SegmentHeader.WriteBody(ref body, _segment, _settings.Epoch, _settings.Durability, _settings.Time.GetUtcNow(), _settings.Extra);
        byte[] line = new byte[Line.Bound(body.Written.Length)];
        int length = Line.Write(line, LineKind.Header, _flushed, 0, body.Written, salt: 0);
        body.Return();
        return line[..length];
    }

    // Part of a line does stay on a full disk; without it the file ends with what was acknowledged.
    private StoreException GiveUp(Exception error)
    {
        Exception cause = error is AggregateException { InnerExceptions: [.., IOException last] } ? last : error;
        StoreException fault = SystemErrors.Writing(_segment.Path, cause is AggregateException all ? all.InnerExceptions[^1] : cause);
        if (_file is null) return new(fault.Problem, fault.Message, fault.File, cause: error);
        try
        {
            if (SystemErrors.IsDiskFull(cause)) _files.Truncate(_file, _good);
        }
        catch (Exception second) when (SystemErrors.IsSystemError(second))
        {
            error = new AggregateException(error, second);
        }

        return new(fault.Problem, fault.Message, fault.File, offset: _good, cause: error);
    }

    private static StoreException Again(StoreException fault) => new(fault.Problem, fault.Message, fault.File, fault.Line, fault.Offset, fault);
}
