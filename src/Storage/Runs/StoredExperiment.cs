using System.Diagnostics.CodeAnalysis;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Queries;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Sealing;
using TrialKeep.Storage.Streaming;
using TrialKeep.Storage.Transfer;

namespace TrialKeep.Storage.Runs;

/// <summary>The runs of one experiment. Its folder is created with its first run.</summary>
public sealed class StoredExperiment
{
    private readonly StoreContext _store;
    private readonly ExperimentRuns _runs;

    internal StoredExperiment(StoreContext store, string name)
    {
        _store = store;
        _runs = new(store, name);
        Name = name;
    }

    /// <summary>The experiment's name.</summary>
    public string Name { get; }

    /// <summary>The runs, oldest first; none when the experiment has no folder.</summary>
    public IReadOnlyList<RunId> Runs() => [.. _runs.All().Select(run => run.Id)];

    /// <summary>The latest run that executes this manifest; null when there is none.</summary>
    /// <exception cref="StoreException">A run.json is damaged.</exception>
    public RunId? LatestRun(Digest manifest) => _runs.Latest(manifest);

    /// <summary>The run that was begun last; null when there is none.</summary>
    public RunId? LatestRun() => _runs.Latest();

    /// <summary>Finds a run by its id, or by as much of the id's beginning as no other run of the experiment shares.</summary>
    /// <exception cref="StoreException">No run starts so (<see cref="Problem.NotFound"/>), or several do (<see cref="Problem.Ambiguous"/>, and the message names them).</exception>
    public RunId FindRun(string prefix) => RunList.Find(_store, Name, prefix).Id;

    /// <summary>The pin and the tags of a run.</summary>
    /// <exception cref="StoreException">There is no such run, or its marks can't be read.</exception>
    public RunMarks Marks(RunId run)
    {
        RunFolder folder = _runs.Place(run);
        RunFile.Read(_store.Files, folder);
        return MarksFile.Read(_store.Files, folder);
    }

    /// <summary>Keeps a run, whatever retention says. Whoever works on the run goes on.</summary>
    /// <exception cref="StoreException">There is no such run, or its marks can't be written.</exception>
    public RunMarks Pin(RunId run) => MarksFile.Change(_store, _runs.Place(run), static marks => marks with { IsPinned = true });

    /// <summary>Lets retention decide on a run again.</summary>
    /// <exception cref="StoreException">There is no such run, or its marks can't be written.</exception>
    public RunMarks Unpin(RunId run) => MarksFile.Change(_store, _runs.Place(run), static marks => marks with { IsPinned = false });

    /// <summary>Adds tags to a run, which lists can ask for. Whoever works on the run goes on.</summary>
    /// <exception cref="StoreException">There is no such run, a tag is no name (<see cref="Problem.BadName"/>), or the marks can't be written.</exception>
    public RunMarks Tag(RunId run, params IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach (string tag in tags) Storage.Runs.Name.Check("tag", tag);
        return MarksFile.Change(_store, _runs.Place(run), marks => marks with { Tags = [.. marks.Tags, .. tags] });
    }

    /// <summary>Takes tags from a run; one that it does not have is no error.</summary>
    /// <exception cref="StoreException">There is no such run, or its marks can't be written.</exception>
    public RunMarks Untag(RunId run, params IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return MarksFile.Change(_store, _runs.Place(run), marks => marks with { Tags = [.. marks.Tags.Except(tags)] });
    }

    /// <summary>What run.json says of a run.</summary>
    /// <exception cref="StoreException">There is no such run, or its run.json is damaged.</exception>
    public RunInfo Info(RunId run) => RunFile.Read(_store.Files, _runs.Place(run));

    /// <summary>Whether a run is said to be running while no process holds its lock: whoever worked on it was killed.</summary>
    public bool IsStale(RunId run) => Status(run) == RunStatus.Stale;

    /// <summary>The status of a run, with <see cref="RunStatus.Stale"/> told from <see cref="RunStatus.Running"/> by who lives.</summary>
    /// <exception cref="StoreException">There is no such run, or its run.json is damaged.</exception>
    public RunStatus Status(RunId run) => RunList.StatusOf(_store, _store.Run(Name, run), Info(run));

    /// <summary>
    /// Continues the latest run of a manifest, or begins its first one. Of several processes that ask at once, one begins the run and the
    /// others find it being worked on.
    /// </summary>
    /// <param name="digest">The digest of the manifest.</param>
    /// <param name="manifest">Makes the manifest when a run is begun.</param>
    /// <param name="start">What the session says about itself.</param>
    /// <exception cref="StoreException">Another process works on the run; it can't be read or written.</exception>
    public RunSession ContinueOrBegin(Digest digest, Func<Manifest> manifest, RunStart start)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new SessionOpener(_store, Name).ContinueOrBegin(digest, manifest, start);
    }

    /// <summary>Begins a new run.</summary>
    /// <exception cref="StoreException">
    /// The folder can't be written; the name differs from another experiment's by case only; somebody deletes, compacts, repairs, erases or moves runs of the experiment for longer than a moment
    /// (<see cref="Problem.Busy"/>).
    /// </exception>
    public RunSession Begin(Manifest manifest, RunStart start)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new SessionOpener(_store, Name).Begin(manifest, start);
    }

    /// <summary>Continues a run: takes its lock and sets aside what a killed process left unfinished.</summary>
    /// <exception cref="StoreException">There is no such run; another process works on it; it can't be read or written.</exception>
    public RunSession Continue(RunId run, RunStart start) => new SessionOpener(_store, Name).Continue(run, start);

    /// <summary>Reads a run, whoever works on it.</summary>
    /// <exception cref="StoreException">There is no such run, or it can't be read.</exception>
    public RunReader Read(RunId run) => RunReader.Open(_store, _runs.Place(run));

    /// <summary>The scores of one evaluation of a run, without reading the run itself; empty when there are none.</summary>
    /// <exception cref="StoreException">There is no such run, or a segment can't be read.</exception>
    public EvaluationReader Evaluation(RunId run, string name, Digest identity)
    {
        Storage.Runs.Name.Check("evaluation", name);
        return EvaluationReader.Read(_store.Files, _runs.Existing(run).Evaluation(name, identity));
    }

    /// <summary>The evaluations that a run has scores of, sorted by name.</summary>
    /// <exception cref="StoreException">There is no such run.</exception>
    public IReadOnlyList<EvaluationName> Evaluations(RunId run) => _runs.Place(run).Evaluations();

    /// <summary>The scores of one of <see cref="Evaluations"/>, without reading the run itself.</summary>
    /// <exception cref="StoreException">There is no such run, or a segment can't be read.</exception>
    public EvaluationReader Evaluation(RunId run, EvaluationName evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return EvaluationReader.Read(_store.Files, _runs.Place(run).Evaluation(evaluation));
    }

    /// <summary>What the transforms of a run made of its records, without an index of the records themselves; the caller closes it.</summary>
    /// <exception cref="StoreException">There is no such run, or a segment can't be read.</exception>
    public TransformReader Transforms(RunId run) => TransformReader.Open(_store.Files, _runs.Existing(run).Journal);

    /// <summary>
    /// Every attempt of a run, or of all runs, oldest first, in the order of the journals: failures and those that lost against another are among
    /// them, reuse is not. Nothing is indexed, so that memory does not grow with the number of records.
    /// </summary>
    /// <param name="run">The run; null for all.</param>
    /// <exception cref="StoreException">There is no such run.</exception>
    public RecordSequence StreamAttempts(RunId? run = null) => Streams(run).Attempts();

    /// <summary>
    /// The winning attempt of each generation of a run, or of all runs one after the other, oldest first. Memory holds the index of one run, some 60 bytes a
    /// generation, and of those that it reuses from, but no record.
    /// </summary>
    /// <param name="run">The run; null for all.</param>
    /// <param name="order">The order within a run.</param>
    /// <exception cref="StoreException">There is no such run.</exception>
    public RecordSequence StreamWinners(RunId? run = null, RecordOrder order = RecordOrder.Journal) => Streams(run).Winners(order);

    /// <summary>Records of the experiment by the columns of their type, each in the run that made it.</summary>
    /// <param name="condition">Which ones, as <c>Answer.Columns.FinishReason == "stop"</c>; null for all.</param>
    /// <param name="run">The run; null for all.</param>
    public RecordQuery<TRecord> Query<TRecord>(Condition<TRecord>? condition = null, RunId? run = null)
        where TRecord : IExperimentRecord<TRecord> => new(_store, () => [.. _runs.All().Where(one => run is null || one.Id == run)], condition);

    /// <summary>What was erased from the experiment and is not to be made again.</summary>
    /// <exception cref="StoreException">It can't be read.</exception>
    public ErasedWork Erased() => new(_store, Name);

    /// <summary>Looks for records in all runs, newest first.</summary>
    /// <param name="except">The run that asks; null for none.</param>
    /// <param name="expected">About how many will be looked up: for many, one scan of the journals is faster than as many queries.</param>
    public GenerationLookup Lookup(RunId? except, int expected = 1) => new(_store, Name, except, expected);

    /// <summary>
    /// Seals all segments of a run that nobody works on, small ones too: each becomes a gzip file of a quarter to a third of its size that is read as
    /// before and that <c>zcat</c> unpacks. What a killed writer left unfinished is cut first, as <see cref="Continue"/> does.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Ends it; what is sealed stays so, the rest stays plain.</param>
    /// <returns>What was sealed, and which segments stay plain because they are damaged.</returns>
    /// <exception cref="StoreException">There is no such run; a process works on it (<see cref="Problem.Busy"/>); a segment can't be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public SealReport Seal(RunId run, CancellationToken cancellation = default)
    {
        RunFolder folder = _runs.Place(run);
        RunInfo info = RunFile.Read(_store.Files, folder);
        SealLog log = new();
        using (RunLock.Take(_store.Files, folder))
        {
            TornTails.Cut(_store.Files, folder, info.Ends);
            new RunSealer(_store.Files, folder, from: 0).Seal(log, cancellation);
        }

        return log.ToReport();
    }

    /// <summary>
    /// Every version of a task that the experiment's runs hold, oldest run first, each content once where it follows itself. The shared texts
    /// of a version can be read until the next one is asked for.
    /// </summary>
    /// <exception cref="StoreException">While reading: a run can't be read.</exception>
    public IEnumerable<TaskVersion> TaskVersions(KeyId task)
    {
        ReadOnlyMemory<byte> last = default;
        foreach (RunFolder run in _runs.All())
        {
            using RunReader reader = RunReader.Open(_store, run);
            foreach (TaskVersion version in reader.TaskVersions(task))
            {
                if (version.Task.Json.Span.SequenceEqual(last.Span)) continue;
                last = version.Task.Json;
                yield return version;
            }
        }
    }

    /// <summary>
    /// Deletes a run, whole or not at all. Objects that only it refers to stay until <see cref="Store.CollectObjects"/>.
    /// </summary>
    /// <exception cref="StoreException">
    /// There is no such run; it is pinned, or others hold records of it (<see cref="Problem.BadState"/>, the message names them); somebody works on a run of the
    /// experiment (<see cref="Problem.Busy"/>); it can't be deleted (<see cref="Problem.NotWritable"/>).
    /// </exception>
    public void Delete(RunId run)
    {
        using RunRemover remover = RunRemover.Open(_store, Name);
        remover.Delete(run);
    }

    /// <summary>The digest of a record's JSON as this store would keep it: equal to that of the stored bytes when it would say the same.</summary>
    /// <exception cref="ExperimentDataException">The record can't be written as JSON.</exception>
    public Digest OutputOf<TRecord>(TRecord record)
        where TRecord : IExperimentRecord<TRecord>
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(SharedCollector.Everything);
        try
        {
            writer.Redaction = _store.Redaction;
            TRecord.Write(ref writer, record);
            writer.DemandReadable(0);
            return Digest.Of(writer.Written);
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>A text as this store keeps it: redactors have seen it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? AsStored(string? text) => text is null || _store.Redaction is not { } redaction ? text : redaction.Redact(text);

    /// <summary>
    /// Copies a run into another store, with its pin, tags, objects and checkpoints, whole or not at all. Records that it reuses from runs which that store does not have become its own there, so that it
    /// stands by itself. One that is there already with the same content stays as it is.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="target">The store.</param>
    /// <param name="cancellation">Ends it; nothing is copied then.</param>
    /// <exception cref="StoreException">
    /// There is no such run; somebody works on a run of the experiment, here or there (<see cref="Problem.Busy"/>); it is damaged; the target has other content under its id, or has erased what it holds
    /// (<see cref="Problem.BadState"/>); something can't be read or written.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Copy(RunId run, Store target, CancellationToken cancellation = default) => new RunMover(_store, Name).Take([_runs.Place(run).Id], target, deletes: false, cancellation);

    /// <summary>Moves a run into another store: <see cref="Copy"/>, and when it is whole there it is deleted here. After a failure in between the same call finishes.</summary>
    /// <param name="run">The run.</param>
    /// <param name="target">The store.</param>
    /// <param name="cancellation">Ends it; the run is here then, whole.</param>
    /// <exception cref="StoreException">As <see cref="Copy"/> and <see cref="Delete"/>: it is pinned, or others here reuse its records; nothing is copied then.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Move(RunId run, Store target, CancellationToken cancellation = default) => new RunMover(_store, Name).Take([_runs.Place(run).Id], target, deletes: true, cancellation);

    /// <summary>Moves all runs into another store, oldest first, so that those which reuse others go on doing so there; they are deleted here when all are there.</summary>
    /// <param name="target">The store.</param>
    /// <param name="cancellation">Ends it; every run is here then, or there.</param>
    /// <exception cref="StoreException">As <see cref="Copy"/> and <see cref="Delete"/>.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void MoveAll(Store target, CancellationToken cancellation = default) => new RunMover(_store, Name).Take(Runs(), target, deletes: true, cancellation);

    /// <summary>What <see cref="Repair"/> would do about a run; nothing is written.</summary>
    /// <param name="run">The run; its run.json may be damaged or gone.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">There is no such run, or a file can't be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public RepairReport PlanRepair(RunId run, CancellationToken cancellation = default) => new([.. new RunRepairer(_store, _runs.Begun(run), cancellation).Plan()]);

    /// <summary>
    /// Repairs a run: every good line and file stays as it is, what is bad goes to lost+found byte for byte, and what can be made anew is. What refers to something that is lost
    /// (a score of a record, a reuse) goes there, too. Readers that are open have to be opened again.
    /// </summary>
    /// <param name="run">The run; its run.json may be damaged or gone.</param>
    /// <param name="cancellation">Ends it; the next call goes on.</param>
    /// <returns>What was done; empty when nothing was to be repaired.</returns>
    /// <exception cref="StoreException">
    /// There is no such run; somebody works on it (<see cref="Problem.Busy"/>); a file can't be read or written: no good line is lost, and the next call goes on.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public RepairReport Repair(RunId run, CancellationToken cancellation = default) => new([.. new RunRepairer(_store, _runs.Begun(run), cancellation).Run()]);

    private RecordStreams Streams(RunId? run)
    {
        if (run is not { } id) return new(_store, _runs.All);
        RunFolder folder = _store.Run(Name, id);
        RunFile.Read(_store.Files, folder);
        return new(_store, () => [folder]);
    }
}
