using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Sealing;

/// <summary>
/// Seals behind a session that appends, one segment at a time: what earlier sessions of its run have left, what runs of the experiment that
/// have ended have left, and what its own writer completes. It is an economy and no promise: it ends with the session, and what fails
/// becomes a notice.
/// </summary>
internal sealed class BackgroundSealer(StoreContext store, RunFolder run) : IDisposable
{
    private const int PiecesAtOnce = 16;
    private const int RestsPerWork = 3;

    // Longer than any piece takes: it is the time since something else was sealed.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ending = new();
    private readonly Queue<SegmentName> _completed = new();
    private readonly object _gate = new();
    private Thread? _thread;
    private long _workedSince;
    private int _pieces;

    /// <summary>Starts; does nothing when it has started, or when nothing is to be sealed.</summary>
    public void Start()
    {
        if (store.Options.SealFrom == long.MaxValue) return;
        lock (_gate)
        {
            if (_thread is not null || _ending.IsCancellationRequested) return;
            _thread = new Thread(Run) { IsBackground = true, Name = "TrialKeep seals", Priority = ThreadPriority.BelowNormal };
            _thread.Start();
        }
    }

    /// <summary>Takes a segment that the session's own writer has gone on from and will not touch again.</summary>
    public void Completed(SegmentName segment)
    {
        lock (_gate)
        {
            _completed.Enqueue(segment);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends after the piece at hand; a segment that is half sealed stays plain.</summary>
    public void Dispose()
    {
        Thread? thread;
        lock (_gate)
        {
            _ending.Cancel();
            thread = _thread;
            Monitor.PulseAll(_gate);
        }

        thread?.Join();
        _ending.Dispose();
    }

    private void Run()
    {
        Try(SealRuns);
        while (NextCompleted() is { } segment) Try(() => SealCompleted(segment));
    }

    private SegmentName? NextCompleted()
    {
        lock (_gate)
        {
            while (_completed.Count == 0 && !_ending.IsCancellationRequested) Monitor.Wait(_gate);
            return _ending.IsCancellationRequested ? null : _completed.Dequeue();
        }
    }

    private void SealRuns()
    {
        SealLeft(run);
        // Runs that have not ended may be continued soon, and another process may ask whether their writers live.
        foreach (RunFolder other in store.Runs(run.Experiment).Where(other => other.Id != run.Id)) Try(() => SealLeft(other));
    }

    private void SealLeft(RunFolder folder)
    {
        _ending.Token.ThrowIfCancellationRequested();
        RunSealer sealer = new(store.Files, folder, store.Options.SealFrom, Rest);
        if (!sealer.HasWork() || (folder.Id != run.Id && !HasEnded(folder))) return;
        SealLog log = new();
        sealer.Seal(log, _ending.Token);
    }

    private bool HasEnded(RunFolder folder) => RunFile.Read(store.Files, folder).Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    // At most a quarter of a core, for whoever appends with all of them: Linux does not heed a thread's priority.
    private void Rest()
    {
        if (++_pieces % PiecesAtOnce != 0) return;
        TimeSpan worked = store.Options.Time.GetElapsedTime(_workedSince);
        if (worked > TimeSpan.Zero && worked < s_longest) _ending.Token.WaitHandle.WaitOne(worked * RestsPerWork);
        _workedSince = store.Options.Time.GetTimestamp();
    }

    private void SealCompleted(SegmentName segment)
    {
        if (new FileInfo(segment.Path) is not { Exists: true } plain || plain.Length < store.Options.SealFrom) return;
        new SegmentSealer(store.Files, _ending.Token, Rest).Seal(segment, new SealLog());
    }

    // What is damaged stays plain and is told by whoever reads it; only what could not be done is worth a notice here.
    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The session ends; whoever comes next goes on.
        }
        catch (Exception error) when (error is StoreException || SystemErrors.IsSystemError(error))
        {
            store.Notices.Add($"Sealing in the background stopped at a segment of experiment '{run.Experiment}' ({error.Message.TrimEnd('.')}); nothing is lost, the next session tries again.");
        }
    }
}
