using TrialKeep.Storage.Artifacts;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Queries;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage;

/// <summary>
/// A folder that keeps experiments. The truth is in JSONL files that any tool reads (docs/formats.md); the SQLite catalog beside them may be
/// deleted at any time. May be used by several threads.
/// </summary>
public sealed class Store : IDisposable
{
    private readonly StoreContext _context;

    private Store(StoreContext context) => _context = context;

    internal StoreContext Context => _context;

    /// <summary>The version of SQLite in use, and with it whether a catalog can be kept; null when it can't be loaded.</summary>
    public static string? SqliteVersion => SqliteLibrary.Version;

    /// <summary>The full path of the folder.</summary>
    public string Folder => _context.Folder;

    /// <summary>32 hexadecimal digits drawn when the store was created.</summary>
    public string Id => _context.Identity.Id;

    /// <summary>When the store was created.</summary>
    public DateTimeOffset Created => _context.Identity.Created;

    /// <summary>Opens a store, creating it when it is not there.</summary>
    /// <param name="folder">The folder; relative to the current one, or absolute.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="StoreException">
    /// The folder can't be written (<see cref="Problem.NotWritable"/>, nothing was written), or the store is of a newer format
    /// (<see cref="Problem.NewerFormat"/>) or damaged.
    /// </exception>
    public static Store Open(string folder, StoreOptions? options = null)
    {
        StoreContext context = ContextOf(folder, options);
        StorePlace.Check(context);
        Links.RefuseInStore(context);
        context.Identity = StoreFile.Open(context);
        return new(context);
    }

    /// <summary>Opens a store for looking; null when there is none in the folder. Nothing is written.</summary>
    /// <param name="folder">The folder; relative to the current one, or absolute.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <exception cref="StoreException">The path is a file (<see cref="Problem.NotWritable"/>), or the store is newer or damaged.</exception>
    public static Store? Find(string folder, StoreOptions? options = null)
    {
        StoreContext context = ContextOf(folder, options);
        // trialkeep.json may be deleted, and the next writer makes it anew: the experiments are there all the same.
        StorePlace.Check(context);
        Links.RefuseInStore(context);
        bool isNamed = File.Exists(StoreFile.PathIn(context));
        if (isNamed) context.Identity = StoreFile.Open(context);
        return isNamed || Directory.Exists(context.ExperimentsFolder) ? new(context) : null;
    }

    /// <summary>What happened on the side that a person may want to know, as sentences: a catalog that was damaged and made anew.</summary>
    public IReadOnlyList<string> Notices
    {
        get
        {
            CatchUp();
            return _context.Notices.ToList();
        }
    }

    /// <summary>The experiments that have runs, sorted by name.</summary>
    public IReadOnlyList<string> Experiments() => _context.Experiments();

    /// <summary>An experiment; nothing is created until its first run begins.</summary>
    /// <exception cref="StoreException">The name can't be a folder's (<see cref="Problem.BadName"/>).</exception>
    public StoredExperiment Experiment(string name)
    {
        Name.Check("experiment", name);
        return new(_context, name);
    }

    /// <summary>Lists runs, newest first; of two that began in one millisecond, by experiment.</summary>
    /// <param name="filter">Which; null for all.</param>
    /// <returns>One for each run, also for one that can't be read, which says why.</returns>
    public IReadOnlyList<RunSummary> Runs(RunFilter? filter = null)
    {
        if (filter?.Experiment is { } experiment) Name.Check("experiment", experiment);
        return RunList.Newest(_context, filter ?? new());
    }

    /// <summary>Finds a run by its id, or by as much of the id's beginning as no other run of the store shares.</summary>
    /// <exception cref="StoreException">No run starts so (<see cref="Problem.NotFound"/>), or several do (<see cref="Problem.Ambiguous"/>, and the message names them).</exception>
    public FoundRun FindRun(string prefix) => RunList.Find(_context, null, prefix);

    /// <summary>The contents that artifacts and data sets are kept in, and what refers to them.</summary>
    public ObjectStore Objects => new(_context);

    /// <summary>Records of all experiments by the columns of their type.</summary>
    /// <param name="condition">Which ones, as <c>Answer.Columns.FinishReason == "stop"</c>; null for all.</param>
    public RecordQuery<TRecord> Query<TRecord>(Condition<TRecord>? condition = null)
        where TRecord : IExperimentRecord<TRecord> => new(_context, () => [.. _context.Experiments().SelectMany(_context.Runs)], condition);

    /// <summary>Makes the catalog anew from the journals.</summary>
    /// <returns>The records that were indexed; null when it could not be done, which <see cref="Notices"/> explains unless another process is at it.</returns>
    public long? Reindex() => new CatalogWriter(_context).Update(anew: true);

    /// <summary>
    /// Reads the whole store and tells what is not as it was written: every checksum, every seal, every reference, every object. What a killed
    /// process left unfinished is listed and is no fault. Takes no lock: what is appended meanwhile is not read.
    /// </summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public VerifyReport Verify(CancellationToken cancellation = default)
    {
        CatchUp();
        return new StoreVerifier(_context, cancellation).Verify();
    }

    /// <summary>What <see cref="Erase"/> would take, by run and kind; nothing is written.</summary>
    /// <param name="request">What is to be erased.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">Something can't be read or is damaged; the text is a part of a name (<see cref="Problem.BadState"/>).</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public EraseReport PlanErase(EraseRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Eraser(_context, request, cancellation).Plan();
    }

    /// <summary>
    /// Takes an item, a key or a text out of every run: lines and what can't stand without them, shared texts, artifacts, checkpoints, kept data, what was set aside, databases. Tombstones with the
    /// reason stay, and what they stand for is not run again. When it is stopped in between, the same call again finishes.
    /// </summary>
    /// <param name="request">What is to be erased, and why.</param>
    /// <param name="cancellation">Ends it; the same call again finishes.</param>
    /// <returns>What went.</returns>
    /// <exception cref="StoreException">
    /// Somebody works on a run of an experiment concerned (<see cref="Problem.Busy"/>, the message says which); something is damaged (<see cref="Problem.Damaged"/>); the text is a part of a name
    /// (<see cref="Problem.BadState"/>); something can't be read or written.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public EraseReport Erase(EraseRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Eraser(_context, request, cancellation).Erase();
    }

    /// <summary>What the store takes, by run and by part.</summary>
    public StoreSize Size()
    {
        CatchUp();
        return new SizeMeter(_context).Measure();
    }

    /// <summary>What <see cref="Retain"/> would do, with a reason for each run; nothing is deleted.</summary>
    /// <param name="policy">Which runs are to go.</param>
    /// <returns>One decision a run, newest first within an experiment.</returns>
    /// <exception cref="StoreException">A run can't be read.</exception>
    public IReadOnlyList<RetentionDecision> PlanRetention(RetentionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Experiment is { } named) Name.Check("experiment", named);
        return [.. (policy.Experiment is { } one ? [one] : Experiments()).SelectMany(experiment => new RetentionPlanner(_context, experiment, policy).Decide())];
    }

    /// <summary>
    /// Deletes the runs that a policy finds too many, too old or too much. Objects that only they refer to stay until <see cref="CollectObjects"/>.
    /// </summary>
    /// <param name="policy">Which runs are to go.</param>
    /// <returns>What was decided; where a run was taken up, pinned or reused meanwhile it stays, and its reason says so.</returns>
    /// <exception cref="StoreException">A run can't be read.</exception>
    public IReadOnlyList<RetentionDecision> Retain(RetentionPolicy policy) =>
        [.. PlanRetention(policy).GroupBy(static decision => decision.Experiment).SelectMany(group => Carry(group.Key, [.. group]))];

    private IEnumerable<RetentionDecision> Carry(string experiment, RetentionDecision[] decisions)
    {
        if (!Array.Exists(decisions, static decision => decision.IsDeleted)) return decisions;
        try
        {
            using RunRemover remover = RunRemover.Open(_context, experiment);
            return [.. decisions.Select(decision => decision.IsDeleted ? Carry(remover, decision) : decision)];
        }
        catch (StoreException error) when (error.Problem is Problem.Busy)
        {
            return decisions.Select(decision => decision.IsDeleted ? Stays(decision, error) : decision);
        }
    }

    private static RetentionDecision Carry(RunRemover remover, RetentionDecision decision)
    {
        try
        {
            remover.Delete(decision.Run);
            return decision;
        }
        catch (StoreException error) when (error.Problem is Problem.BadState or Problem.NotWritable)
        {
            return Stays(decision, error);
        }
    }

    private static RetentionDecision Stays(RetentionDecision decision, StoreException error) =>
        decision with { IsDeleted = false, Reason = $"{decision.Reason} It stays: {error.Message}" };

    /// <summary>What <see cref="Repair"/> would do; nothing is written.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public RepairReport PlanRepair(CancellationToken cancellation = default) => new([.. Begun().SelectMany(run => Try(run, () => new RunRepairer(_context, run, cancellation).Plan()))]);

    /// <summary>Repairs all runs (<see cref="StoredExperiment.Repair"/>), also those whose run.json is gone.</summary>
    /// <param name="cancellation">Ends it; the next call goes on.</param>
    /// <returns>What was done. A run that somebody works on, or that can't be read, is among what could not be repaired, and the message says why.</returns>
    /// <exception cref="StoreException">A file can't be written; no good line is lost, and the next call goes on.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public RepairReport Repair(CancellationToken cancellation = default) => new([.. Begun().SelectMany(run => Try(run, () => new RunRepairer(_context, run, cancellation).Run()))]);

    private IEnumerable<RunFolder> Begun() => Experiments().SelectMany(_context.BegunRuns);

    private IReadOnlyList<RepairAction> Try(RunFolder run, Func<IReadOnlyList<RepairAction>> repair)
    {
        try
        {
            Links.Refuse(_context, run);
            return repair();
        }
        catch (StoreException error) when (error.Problem is not (Problem.NotWritable or Problem.DiskFull))
        {
            return [new(RepairKind.NotRepairable, error.File ?? run.Folder, error.Message)];
        }
    }

    /// <summary>What <see cref="Compact"/> would take out; nothing is written.</summary>
    /// <param name="policy">What may go; null for the defaults.</param>
    /// <returns>One result a run, by experiment and newest first.</returns>
    /// <exception cref="StoreException">A run can't be read.</exception>
    public IReadOnlyList<CompactionResult> PlanCompaction(CompactionPolicy? policy = null) => [.. Compactors(policy ?? new(), default).SelectMany(static one => one.Plan())];

    /// <summary>
    /// Takes lines out of journals in whose place others count: records and reuses that lost against another attempt, scores that were made anew, former versions of
    /// tasks, copies of texts. What results, look-ups and comparisons say stays the same, listings of every attempt and of a task's history become shorter. Readers
    /// that are open have to be opened again.
    /// </summary>
    /// <param name="policy">What may go; null for the defaults.</param>
    /// <param name="cancellation">Ends it; the next call goes on.</param>
    /// <returns>What went. Where somebody works on a run of an experiment, or one is damaged, nothing of the experiment goes, and the obstacle says so.</returns>
    /// <exception cref="StoreException">A run can't be read or written; nothing that counts is lost, and the next call goes on.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public IReadOnlyList<CompactionResult> Compact(CompactionPolicy? policy = null, CancellationToken cancellation = default) =>
        [.. Compactors(policy ?? new(), cancellation).SelectMany(static one => one.Run())];

    private IEnumerable<Compactor> Compactors(CompactionPolicy policy, CancellationToken cancellation)
    {
        if (policy.Experiment is { } named) Name.Check("experiment", named);
        if (policy.Run is not null && policy.Experiment is null) throw new ArgumentException("A run is named with its experiment.", nameof(policy));
        if (policy is { Experiment: { } experiment, Run: { } run } && !File.Exists(_context.Run(experiment, run).RunFile)) RunFile.Read(_context.Files, _context.Run(experiment, run));
        return (policy.Experiment is { } one ? [one] : Experiments()).Where(name => _context.Runs(name).Count > 0).Select(name => new Compactor(_context, name, policy, cancellation));
    }

    /// <summary>What <see cref="CollectObjects"/> would remove; nothing is removed.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">A journal is damaged (<see cref="Problem.Damaged"/>), or a file can't be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public CollectedObjects PlanObjectCollection(CancellationToken cancellation = default) => new ObjectCollector(_context, cancellation).Plan();

    /// <summary>
    /// Removes contents of artifacts and data sets that no run refers to any more, and unfinished ones. It goes by references and locks, never by age.
    /// </summary>
    /// <param name="cancellation">Ends it; the next call goes on.</param>
    /// <exception cref="StoreException">
    /// Somebody works on a run (<see cref="Problem.Busy"/>, the message says which), and may be about to refer to an object; a journal is damaged (<see cref="Problem.Damaged"/>), and a
    /// damaged line may refer to one; a file can't be read or removed.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public CollectedObjects CollectObjects(CancellationToken cancellation = default) => new ObjectCollector(_context, cancellation).Run();

    /// <summary>Seals all segments of all runs that nobody works on (<see cref="StoredExperiment.Seal"/>).</summary>
    /// <param name="cancellation">Ends it; what is sealed stays so, the rest stays plain.</param>
    /// <returns>What was sealed, and what stays plain: damaged segments, and runs that are being worked on.</returns>
    /// <exception cref="StoreException">A run can't be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public SealReport Seal(CancellationToken cancellation = default)
    {
        SealLog log = new();
        foreach (string experiment in Experiments())
        {
            foreach (RunFolder run in _context.Runs(experiment)) Seal(experiment, run, log, cancellation);
        }

        return log.ToReport();
    }

    private void Seal(string experiment, RunFolder run, SealLog log, CancellationToken cancellation)
    {
        try
        {
            log.Add(Experiment(experiment).Seal(run.Id, cancellation));
        }
        catch (StoreException error) when (error.Problem == Problem.Busy)
        {
            log.Leave(run.LockFile, error.Message);
        }
    }

    /// <summary>
    /// Copies tasks, prompts and outputs into the catalog, where SQL alone reads them (docs/views.sql). It takes the space of the texts once more, is
    /// derived like everything there, goes with the next <see cref="Reindex"/>, and is made anew by each call.
    /// </summary>
    /// <returns>The records that were copied; null when the catalog can't be written now, which <see cref="Notices"/> explains unless another process is at it.</returns>
    /// <exception cref="StoreException">A run can't be read.</exception>
    public long? CopyContents() => new ContentCopy(_context).Run();

    /// <summary>
    /// Waits until the catalog has what the sessions of this store have appended. It is filled behind them, and whatever asks it through the store waits by itself: this is for whoever opens
    /// catalog.db with another program, or copies the folder.
    /// </summary>
    public void CatchUp() => _context.CatalogFiller.Wait();

    /// <summary>Waits for the catalog and closes what is open.</summary>
    public void Dispose() => CatchUp();

    private static StoreContext ContextOf(string folder, StoreOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(path)) throw new StoreException(Problem.NotWritable, $"'{path}' is a file, and a store is a folder; name another place for it.", path);
        return new(path, options ?? new());
    }
}
