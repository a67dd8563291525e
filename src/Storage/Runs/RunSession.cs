using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Claims;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Origins;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// A call that works on a run: alone, and then it holds the run's lock until it is disposed or its process ends, or sharing it with others
/// (<see cref="RunStart.Shared"/>). May be used by several threads.
/// </summary>
public sealed class RunSession : IAsyncDisposable
{
    private readonly StoreContext _store;
    private readonly RunFolder _run;
    private readonly RunStart _start;
    private readonly SafeFileHandle? _lock;
    private readonly BackgroundSealer _sealer;
    private readonly SpillFile _spill;
    private readonly IndexingPace _indexing;
    private readonly object _writing = new();
    private readonly object _following = new();
    private readonly List<RunWriter> _writers = [];
    private readonly List<RunReader> _stale = [];
    private readonly RunClaims? _claims;
    private GenerationLookup? _lookup;
    private (RunStatus Status, string? Reason)? _end;
    private bool _disposed;
    private bool _detached;
    private volatile bool _isTakenUp;

    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="reader">What it holds.</param>
    /// <param name="start">What the session says about itself.</param>
    /// <param name="runLock">The run's lock, held by whoever makes the session: kept when it works alone, else only for this moment.</param>
    /// <param name="lookup">What was begun to be read with the run; null when it was there before.</param>
    internal RunSession(StoreContext store, RunFolder run, RunReader reader, RunStart start, SafeFileHandle runLock, GenerationLookup? lookup)
    {
        _lookup = lookup;
        _store = store;
        _run = run;
        _start = start;
        _lock = start.Shared ? null : runLock;
        Reader = reader;
        Status = reader.Info.Status;
        _sealer = new(store, run);
        _spill = new(store.Files);
        _indexing = new(store.CatalogFiller, run);
        Writer = NewWriter();
        if (!start.Shared) return;
        // What sessions that were all killed had claimed, given up or spent is nobody's any more.
        if (RunLock.Living(store.Files, run).Count == 0) new ClaimFile(store, run).Forget();
        // A session that shares lives by its writer's lock, from the first moment.
        _claims = new(new(store, run), this, Writer.TakeNameNow());
    }

    /// <summary>The run.</summary>
    public RunId Id => _run.Id;

    /// <summary>The run as it was when the session began, or was last refreshed.</summary>
    public RunReader Reader { get; private set; }

    /// <summary>The status as this session has found or written it last.</summary>
    public RunStatus Status { get; private set; }

    /// <summary>
    /// Appends to the run. Another one takes its place when <see cref="RunClaims.TryClaim"/> takes over what a session of a higher epoch left; the
    /// former goes on working. Use one for all that belongs to a work item.
    /// </summary>
    public RunWriter Writer { get; private set; }

    /// <summary>Divides the work among the sessions that share the run.</summary>
    /// <exception cref="StoreException">The session works alone (<see cref="Problem.BadState"/>).</exception>
    public RunClaims Claims => _claims ?? throw new StoreException(Problem.BadState, $"This session works alone on run '{_run.Id}' and has nothing to claim; begin or continue the run shared.", _run.Folder);

    /// <summary>
    /// Writes run.json anew with this status and these counts, atomically and durably. A run that is shared ends when the last session leaves
    /// it: until then an end is only noted, and what is written then are the run's own counts, and <see cref="RunStatus.Completed"/> when nothing is
    /// left to do. What is appended after an end takes the run back to running, so that it has to be ended again.
    /// </summary>
    /// <param name="status">The status.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="reason">Why a failed or cancelled run ended so; null for none. It does not outlive that status.</param>
    /// <exception cref="StoreException">The status can't follow the one there is (<see cref="Problem.BadState"/>), or the file can't be written.</exception>
    public void SetStatus(RunStatus status, RunCounts counts, string? reason = null)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (reason is not null && status is not (RunStatus.Failed or RunStatus.Cancelled)) throw new ArgumentException("Only a failed or a cancelled run has a reason.", nameof(reason));
        lock (_writing)
        {
            if (_start.Shared) SetShared(status, counts, reason);
            else Write(Reader.Info with { Status = Status }, status, counts, reason);
            // What is appended after an end takes the run up again.
            if (RunTransition.IsEnd(status)) _isTakenUp = false;
        }
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

    /// <summary>
    /// Makes everything durable that was appended, and reads the run anew: what others who share it have appended is there, too. Does nothing
    /// when the session works alone and has appended nothing.
    /// </summary>
    /// <exception cref="StoreException">Something that was appended could not be made durable, or the run can't be read.</exception>
    public async ValueTask RefreshAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_start.Shared && !HasAppended) return;
        await FlushAsync().ConfigureAwait(false);
        _indexing.Pause();
        Reload();
    }

    /// <summary>Makes everything durable that was appended by this session, by whichever of its writers.</summary>
    /// <exception cref="StoreException">Something could not be made durable.</exception>
    public async ValueTask FlushAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (RunWriter writer in Writers()) await writer.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Looks for records in the other runs of the experiment, newest first, as <see cref="StoredExperiment.Lookup"/>; when the session has begun the run, what was there then
    /// (<see cref="RunStart.LooksUp"/>). The caller closes it.
    /// </summary>
    /// <param name="expected">About how many will be looked up.</param>
    public GenerationLookup Lookup(int expected) => Interlocked.Exchange(ref _lookup, null) ?? new(_store, _run.Experiment, _run.Id, expected, notesTasks: true);

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

    /// <summary>
    /// Makes everything durable, closes the files and frees the locks. The last session of a shared run writes the status that it was told.
    /// </summary>
    /// <exception cref="StoreException">Something that was appended could not be made durable, or the status can't be written.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            foreach (RunWriter writer in Writers()) await writer.FlushAsync().ConfigureAwait(false);
        }
        finally
        {
            _sealer.Dispose();
            try
            {
                if (_start.Shared) Leave();
            }
            finally
            {
                Close();
            }

            if (HasAppended) _indexing.End();
        }
    }

    /// <summary>Reads the run anew, without waiting for what this session has not flushed.</summary>
    internal void Reload()
    {
        lock (_following)
        {
            RunReader former = Reader;
            // Who works alone has the tasks that it has stored; of others nobody knows.
            RunReader reader = RunReader.Open(_store, _run, wantsTasks: _start.Shared);
            Reader = reader;
            foreach (RunWriter writer in Writers()) writer.Follow(reader);
            // Another thread that shares may be reading it still.
            if (_start.Shared) _stale.Add(former);
            else former.Dispose();
        }
    }

    /// <summary>Makes sure that what is appended from now on counts before what a dead writer has left.</summary>
    internal void RaiseEpochAbove(long epoch)
    {
        lock (_following)
        {
            if (Indexes.StreamScan.EpochOf(Writer.TakeNameNow()) > epoch) return;
            RunWriter writer = NewWriter();
            writer.TakeNameNow();
            Writer = writer;
        }
    }

    private bool HasAppended => Writers().Any(static writer => writer.HasAppended);

    private RunWriter NewWriter()
    {
        RunWriter writer = new(_store, _run, Reader, _start, _sealer, _indexing, _spill, TakeUp);
        lock (_writers) _writers.Add(writer);
        return writer;
    }

    private RunWriter[] Writers()
    {
        lock (_writers) return [.. _writers];
    }

    // Whoever appends has found work: a run that had ended, or not begun, is running from here.
    private void TakeUp()
    {
        if (_isTakenUp) return;
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (_writing)
        {
            if (_start.Shared && (_end is not null || Status != RunStatus.Running)) SetShared(RunStatus.Running, Reader.Info.Counts, null);
            else if (Status != RunStatus.Running) TakeUpAlone();
            _isTakenUp = true;
        }
    }

    // The counts are those of the end, which this session may have written itself.
    private void TakeUpAlone()
    {
        RunInfo before = RunFile.Read(_store.Files, _run);
        Write(before with { Status = Status }, RunStatus.Running, before.Counts, null);
    }

    private void SetShared(RunStatus status, RunCounts counts, string? reason)
    {
        using SafeFileHandle held = RunLock.TakeForMoment(_store, _run);
        RunInfo before = RunFile.Read(_store.Files, _run);
        if (!RunTransition.IsEnd(status))
        {
            _end = null;
            if (before.Status == status) Status = status;
            else Write(before, status, counts, reason);
            return;
        }

        RunTransition.Check(_run, before.Status, status);
        _end = (status, reason);
    }

    private void Write(RunInfo before, RunStatus status, RunCounts counts, string? reason)
    {
        RunTransition.Check(_run, before.Status, status);
        RunFile.Write(_store, _run, before with
        {
            Status = status,
            Counts = counts,
            Ends = NoteEnds(before.Ends),
            Updated = _store.Options.Time.GetUtcNow(),
            // A start does not wait for what takes time to find out; an end has it.
            Provenance = ProvenanceCapture.Of(_store).Get(_start.CommandLine, waits: RunTransition.IsEnd(status)),
            Configuration = _start.Configuration ?? before.Configuration,
            Reason = reason,
        });
        Status = status;
    }

    private void SaveEnds()
    {
        if (!HasAppended) return;
        RunInfo before = RunFile.Read(_store.Files, _run);
        RunEnds ends = NoteEnds(before.Ends);
        if (!ends.Equals(before.Ends)) RunFile.Write(_store, _run, before with { Ends = ends });
    }

    private RunEnds NoteEnds(RunEnds ends) => Writers().Aggregate(ends, static (noted, writer) => writer.NoteEnds(noted));

    // Own locks are freed first, under the run's lock: of several that leave at once one is the last.
    private void Leave()
    {
        using SafeFileHandle held = RunLock.TakeForMoment(_store, _run);
        foreach (RunWriter writer in Writers()) writer.Close();
        SaveEnds();
        if (RunLock.Living(_store.Files, _run).Count > 0) return;
        new ClaimFile(_store, _run).Forget();
        if (_end is { } end) End(end.Status, end.Reason);
    }

    private void End(RunStatus status, string? reason)
    {
        RunInfo before = RunFile.Read(_store.Files, _run);
        using RunReader reader = RunReader.Open(_store, _run);
        RunCounts counts = RunCounts.Of(reader);
        if (counts.Succeeded == counts.Planned) (status, reason) = (RunStatus.Completed, null);
        else if (status == RunStatus.Completed) status = RunStatus.Failed;
        // Another session may have found work, done it and ended the run otherwise since this one said so.
        if (RunTransition.IsEnd(before.Status) && before.Status != status) before = before with { Status = RunStatus.Running };
        Write(before, status, counts, reason);
    }

    private void Close()
    {
        foreach (RunWriter writer in Writers()) writer.Close();
        _spill.Dispose();
        foreach (RunReader reader in _stale) reader.Dispose();
        _lookup?.Dispose();
        if (!_detached) Reader.Dispose();
        _lock?.Dispose();
    }
}
