using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs.Appending;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// Appends to a run. Nothing is created before the first append. May be used by several threads; lines of one thread keep their order.
/// Every append may throw a <see cref="StoreException"/> when an earlier one could not be made durable, and blocks while more than
/// <see cref="StoreOptions.MostPendingBytes"/> wait.
/// </summary>
public sealed class RunWriter
{
    private readonly RunFolder _run;
    private readonly WriterClaim _claim;
    private readonly StreamOpener _opener;
    private readonly RunStream _journal;
    private readonly EvaluationStreams _evaluations;
    private readonly TaskAppender _tasks;
    private readonly VariantAppender _variants;
    private readonly RecordAppender _records;
    private readonly TransformAppender _transforms;
    private readonly ObservationAppender _observations;
    private readonly ContentAppender _contents;

    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="reader">What the run holds.</param>
    /// <param name="start">What the session says about itself.</param>
    /// <param name="sealer">Seals what the writer completes.</param>
    /// <param name="indexing">Told of what is on the device.</param>
    /// <param name="spill">Where what the writer remembers waits when it is much; the caller closes it.</param>
    /// <param name="takeUp">Called before each append, by several threads.</param>
    internal RunWriter(StoreContext store, RunFolder run, RunReader reader, RunStart start, BackgroundSealer sealer, IndexingPace indexing, SpillFile spill, Action takeUp)
    {
        _run = run;
        _claim = new(store, run, start.Shared);
        _opener = new(store, _claim, start, sealer, indexing);
        _journal = new(() => _opener.Open(run.Journal, new(start.Schemas)), takeUp);
        _evaluations = new(store, run, _opener, takeUp);
        SharedAppender shared = new(_journal);
        _tasks = new(store, _journal, shared, reader, spill);
        _variants = new(store, _journal, shared);
        _records = new(store, _journal, shared);
        _transforms = new(store, _journal, shared);
        _observations = new(store, _journal);
        _contents = new(store, run, _claim, start, _journal);
    }

    /// <summary>Whether anything was appended.</summary>
    public bool HasAppended => _opener.HasOpened;

    /// <summary>The memory in which lines wait, those of all evaluations together.</summary>
    internal PendingBytes Pending => _opener.Pending;

    /// <summary>Names an appended line of the journal, so that scores and reuse can refer to it.</summary>
    /// <exception cref="InvalidOperationException">Nothing was appended yet.</exception>
    public RecordReference ReferenceTo(in Appended appended) => _claim.ReferenceTo(appended);

    /// <summary>Stores a variant once, before its first use.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="name">Its display name.</param>
    /// <param name="code">What identifies its code: another code stores it again.</param>
    /// <param name="variant">Its settings.</param>
    public void Variant<T>(Digest key, string name, CodeIdentity code, T variant)
        where T : IExperimentVariant<T> => _variants.Append(key, name, code, variant);

    /// <summary>Stores a task before its first use, and again when its content (labels, slices, what is not in the key) has changed.</summary>
    public void Task<T>(Digest key, string item, T task)
        where T : IExperimentTask<T> => _tasks.Append(key, item, task);

    /// <summary>
    /// Stores a newer version of a task whose newest version is another one: in this run, or, while this run has none, in the run that its
    /// record is taken from. Does nothing when that is the same, or when neither has any.
    /// </summary>
    /// <param name="key">The key of the task.</param>
    /// <param name="item">The item.</param>
    /// <param name="task">The task.</param>
    /// <param name="content">Its <see cref="TaskContent.Of{T}(T)"/>.</param>
    /// <param name="source">The run whose record is reused; null for none.</param>
    /// <returns>Whether a line was appended.</returns>
    public bool Revise<T>(Digest key, string item, T task, TaskContent content, RunId? source = null)
        where T : IExperimentTask<T> => _tasks.Revise(key, item, task, content, _tasks.Find(key.Id, source));

    /// <summary>The same for a record that a look-up has found, which has read what the other run says of the task.</summary>
    /// <param name="key">The key of the task.</param>
    /// <param name="item">The item.</param>
    /// <param name="task">The task.</param>
    /// <param name="content">Its <see cref="TaskContent.Of{T}(T)"/>.</param>
    /// <param name="lookup">What has found the record.</param>
    /// <param name="source">The run whose record is reused.</param>
    /// <returns>Whether a line was appended.</returns>
    /// <exception cref="StoreException">The other run can't be read.</exception>
    public bool Revise<T>(Digest key, string item, T task, TaskContent content, GenerationLookup lookup, RunId source)
        where T : IExperimentTask<T>
    {
        ArgumentNullException.ThrowIfNull(lookup);
        return _tasks.Revise(key, item, task, content, _tasks.Find(key.Id, source: null) ?? lookup.ContentOf(key.Id, source));
    }

    /// <summary>Appends a record.</summary>
    public Appended Record<TRecord>(in RecordEnvelope envelope, TRecord record)
        where TRecord : IExperimentRecord<TRecord> => _records.Append(envelope, record, wantsOutput: false, out _);

    /// <summary>Appends a record and gives the digest of its JSON, which scores name.</summary>
    public Appended Record<TRecord>(in RecordEnvelope envelope, TRecord record, out Digest output)
        where TRecord : IExperimentRecord<TRecord> => _records.Append(envelope, record, wantsOutput: true, out output);

    /// <summary>Appends an attempt that failed.</summary>
    public Appended Failure(in RecordEnvelope envelope, RecordError error) => _records.AppendFailure(envelope, error);

    /// <summary>Appends what a transform made of a record.</summary>
    /// <exception cref="StoreException">The transform's name is none (<see cref="Problem.BadName"/>).</exception>
    /// <exception cref="ExperimentDataException">The output can't be written as JSON; nothing was appended.</exception>
    public Appended Transform<TOutput>(in TransformEnvelope envelope, TOutput output)
        where TOutput : IExperimentRecord<TOutput> => _transforms.Append(envelope, output);

    /// <summary>Appends that a transform found nothing in a record, and why.</summary>
    /// <exception cref="StoreException">The transform's name is none (<see cref="Problem.BadName"/>).</exception>
    public Appended TransformNone(in TransformEnvelope envelope, string reason) => _transforms.AppendNone(envelope, reason);

    /// <summary>Appends that a transform threw.</summary>
    /// <exception cref="StoreException">The transform's name is none (<see cref="Problem.BadName"/>).</exception>
    public Appended TransformFailure(in TransformEnvelope envelope, RecordError error) => _transforms.AppendFailure(envelope, error);

    /// <summary>Appends that a generation has the record of another run.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="source">The line of the record itself, never another reuse.</param>
    public Appended Reuse(KeyId generation, RecordReference source) => _records.AppendReuse(generation, source);

    /// <summary>Appends a measurement: a number at a step. A later one of the same generation, name and step replaces it.</summary>
    /// <param name="generation">The generation; null for the run itself.</param>
    /// <param name="name">The name, up to 128 letters, digits and <c>. _ - /</c>.</param>
    /// <param name="value">The number, NaN and infinities included.</param>
    /// <param name="step">The step, in a count of your own.</param>
    /// <param name="time">When it was taken; null for now, by the store's clock.</param>
    public Appended Measurement(KeyId? generation, string name, double value, long step = 0, DateTimeOffset? time = null) =>
        _observations.AppendMeasurement(generation, name, value, step, time);

    /// <summary>Appends something that happened.</summary>
    public Appended Event(RunEvent happened) => _observations.AppendEvent(happened);

    /// <summary>Appends something that happened, with data of an annotated type instead of <see cref="RunEvent.Data"/>.</summary>
    public Appended Event<T>(RunEvent happened, T data)
        where T : ICodec<T> => _observations.AppendEvent(happened, data);

    /// <summary>
    /// Stores a file: its content under its SHA-256, once, and a line that says whose it is. When the task completes the line is as durable as
    /// the session says, and its content was durable before it. The
    /// content streams through and is never in memory whole.
    /// </summary>
    /// <param name="artifact">What is said of it.</param>
    /// <param name="content">The content, read to its end and not disposed.</param>
    /// <param name="cancellation">Stops it; then nothing is stored.</param>
    /// <exception cref="StoreException">A name is none, the content is not the expected one, or it can't be written; no line was appended.</exception>
    public Task<StoredArtifact> ArtifactAsync(Artifact artifact, Stream content, CancellationToken cancellation = default) => _contents.AppendAsync(artifact, content, cancellation);

    /// <summary>Stores a file of the file system.</summary>
    /// <param name="artifact">What is said of it.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops it; then nothing is stored.</param>
    /// <exception cref="StoreException">The file can't be read, and as for a stream.</exception>
    public Task<StoredArtifact> ArtifactAsync(Artifact artifact, string file, CancellationToken cancellation = default) => _contents.AppendAsync(artifact, file, cancellation);

    /// <summary>
    /// Keeps a state to go on from, durable when it returns. The newest whole one is what is read; <see cref="StoreOptions.KeptCheckpoints"/> older
    /// ones are kept beside it.
    /// </summary>
    /// <param name="name">Its name, by the grammar of experiments' names.</param>
    /// <param name="content">The state, at most 1 GiB, written as it is: redactors do not see it.</param>
    /// <returns>Its number, from 1 and rising.</returns>
    /// <exception cref="StoreException">The name is none, or it can't be written; older ones are as they were.</exception>
    public int Checkpoint(string name, ReadOnlyMemory<byte> content) => _contents.Checkpoints().Write(name, schemaId: null, content);

    /// <summary>Keeps a state of an annotated type to go on from, durable when it returns.</summary>
    /// <param name="name">Its name, by the grammar of experiments' names.</param>
    /// <param name="state">The state, written as JSON as it is: redactors do not see it.</param>
    /// <returns>Its number, from 1 and rising.</returns>
    /// <exception cref="StoreException">The name is none, or it can't be written; older ones are as they were.</exception>
    public int Checkpoint<T>(string name, T state)
        where T : ICodec<T>, ISchema<T> => _contents.Checkpoints().Write(name, T.Schema.Id, Json.Write(state));

    /// <summary>The stream of one evaluation's scores.</summary>
    /// <param name="name">The evaluator's name.</param>
    /// <param name="identity">What identifies its settings and code.</param>
    /// <exception cref="StoreException">The name is none, or differs from another by case only.</exception>
    public EvaluationWriter Evaluation(string name, Digest identity) => _evaluations.Get(name, identity);

    /// <summary>
    /// Completes when everything appended before, scores included, is durable: the device has it, unless the session's durability is
    /// <see cref="Durability.None"/>.
    /// </summary>
    /// <exception cref="StoreException">Something could not be made durable.</exception>
    public async ValueTask FlushAsync()
    {
        await _journal.FlushAsync().ConfigureAwait(false);
        await _evaluations.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Writes what waits, closes the files and frees the writer's lock.</summary>
    internal void Close()
    {
        _claim.Close();
        _journal.Close();
        _evaluations.Close();
        _claim.Free();
    }

    /// <summary>The writer's name; takes one, and its lock, when it has none.</summary>
    internal string TakeNameNow() => _claim.Take();

    internal void Follow(RunReader reader) => _tasks.Follow(reader);

    /// <summary>Puts contents into the store.</summary>
    internal ObjectWriter Objects() => _contents.Objects();

    /// <summary>Adds how far what this writer has appended is on the device.</summary>
    internal RunEnds NoteEnds(RunEnds ends) =>
        _claim.Name is { } name ? _evaluations.NoteEnds(ends.With(_run.Journal.Name, name, _journal.FlushedSequence), name) : ends;
}
