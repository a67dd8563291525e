using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Sealing;
using TrialKeep.Storage.DataSets;

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
        lock (_writing) RunFile.Write(_store, _run, info);
    }

    /// <summary>
    /// Notes which data the run is made from, atomically and durably. The same again writes nothing; another one is noted beside what was
    /// noted before, so that a run whose data changed is told apart.
    /// </summary>
    /// <param name="snapshot">The data set.</param>
    /// <exception cref="StoreException">The note can't be written, or what was noted last can't be read.</exception>
    public DataSetState DataSet(DataSetSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return DataSetFile.Write(_store, _run, Redacted(snapshot));
    }

    /// <summary>Notes which data the run is made from, and keeps the content as an object when the note is a new one.</summary>
    /// <param name="snapshot">The data set.</param>
    /// <param name="content">Opens the content, whose SHA-256 must be that of the snapshot.</param>
    /// <param name="cancellation">Stops it; then nothing is noted.</param>
    /// <exception cref="StoreException">The content is not that of the snapshot any more, or something can't be written.</exception>
    public async Task<DataSetState> KeepDataSetAsync(DataSetSnapshot snapshot, Func<Stream> content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(content);
        ObjectDisposedException.ThrowIf(_disposed, this);
        DataSetSnapshot kept = Redacted(snapshot) with { IsKept = true };
        if (DataSetFile.ReadAll(_store.Files, _run) is [.., var last] && last.Snapshot == kept) return DataSetState.Same;
        Stream stream = content();
        // The object is durable before a note refers to it.
        await using (stream.ConfigureAwait(false)) await Writer.Objects().PutAsync(stream, snapshot.Content, cancellation).ConfigureAwait(false);
        return DataSetFile.Write(_store, _run, kept);
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

    private DataSetSnapshot Redacted(DataSetSnapshot snapshot) => _store.Redaction is not { } redaction ? snapshot : snapshot with
    {
        Name = redaction.Redact(snapshot.Name),
        Source = snapshot.Source is null ? null : redaction.Redact(snapshot.Source),
        Revision = snapshot.Revision is null ? null : redaction.Redact(snapshot.Revision),
        Split = snapshot.Split is null ? null : redaction.Redact(snapshot.Split),
        Licence = snapshot.Licence is null ? null : redaction.Redact(snapshot.Licence),
    };

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
