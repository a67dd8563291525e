using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Runs;

/// <summary>A call that works on a run and holds its lock: no other process can until it is disposed or its process ends.</summary>
public sealed class RunSession : IAsyncDisposable
{
    private readonly StoreContext _store;
    private readonly RunFolder _run;
    private readonly RunStart _start;
    private readonly SafeFileHandle _lock;
    private readonly BackgroundSealer _sealer;
    private readonly object _writing = new();
    private bool _disposed;
    private bool _detached;

    internal RunSession(StoreContext store, RunFolder run, RunReader reader, RunStart start, SafeFileHandle runLock)
    {
        _store = store;
        _run = run;
        _start = start;
        _lock = runLock;
        Reader = reader;
        _sealer = new(store, run);
        Writer = new(store, run, reader, start, _sealer);
    }

    /// <summary>The run.</summary>
    public RunId Id => _run.Id;

    /// <summary>The run as it was when the session began, or was last refreshed.</summary>
    public RunReader Reader { get; private set; }

    /// <summary>Appends to the run.</summary>
    public RunWriter Writer { get; }

    /// <summary>Writes run.json anew with this status and these counts, atomically and durably.</summary>
    /// <exception cref="StoreException">It can't be written.</exception>
    public void SetStatus(RunStatus status, RunCounts counts)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        RunInfo info = Reader.Info with
        {
            Status = status,
            Counts = counts,
            Updated = _store.Options.Time.GetUtcNow(),
            Provenance = Provenance.Here(_start.CommandLine),
            Configuration = _start.Configuration ?? Reader.Info.Configuration,
        };
        lock (_writing) RunFile.Write(_store.Files, _run, info);
    }

    /// <summary>Makes everything durable that was appended, and reads the run anew. Does nothing when nothing was appended.</summary>
    /// <exception cref="StoreException">Something that was appended could not be made durable, or the run can't be read.</exception>
    public async ValueTask RefreshAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!Writer.HasAppended) return;
        await Writer.FlushAsync().ConfigureAwait(false);
        RunReader stale = Reader;
        Reader = RunReader.Open(_store, _run);
        Writer.Follow(Reader);
        stale.Dispose();
    }

    /// <summary>Hands over the reader, which lives on when the session is disposed; the caller disposes it.</summary>
    public RunReader DetachReader()
    {
        _detached = true;
        return Reader;
    }

    /// <summary>Makes everything durable, closes the files and frees the run's lock.</summary>
    /// <exception cref="StoreException">Something that was appended could not be made durable.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            await Writer.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _sealer.Dispose();
            Writer.Close();
            if (!_detached) Reader.Dispose();
            _lock.Dispose();
            if (Writer.HasAppended) new CatalogWriter(_store).Update(anew: false);
        }
    }
}
