using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Runtime.Templates;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Checkpoints;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Sealing;
using TrialKeep.Storage.Measurements;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// Appends to a run. Nothing is created before the first append. May be used by several threads; lines of one thread keep their order.
/// Every append may throw a <see cref="StoreException"/> when an earlier one could not be made durable, and blocks while more than
/// <see cref="StoreOptions.MostPendingBytes"/> wait.
/// </summary>
public sealed class RunWriter
{
    [ThreadStatic]
    private static SharedCollector? t_collector;

    private readonly StoreContext _store;
    private readonly RunFolder _run;
    private RunReader _reader;
    private readonly RunStart _start;
    private readonly BackgroundSealer _sealer;
    private readonly IndexingPace _indexing;
    private readonly object _opening = new();
    private readonly object _sharing = new();
    private readonly ConcurrentDictionary<KeyId, bool> _shared = new();
    private readonly StoredContents _tasks = new();
    private readonly HashSet<(KeyId, CodeIdentity)> _variants = [];
    private readonly ConcurrentDictionary<string, EvaluationWriter> _evaluations = new(StringComparer.Ordinal);
    private volatile AskedEvaluation? _asked;
    private readonly Func<KeyId, bool> _isStored;
    private volatile JournalWriter? _journal;
    private readonly Action _takeUp;
    private string? _name;
    private ObjectWriter? _objects;
    private CheckpointWriter? _checkpoints;
    private SafeFileHandle? _lock;
    private volatile bool _hasOpened;
    private bool _closed;

    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="reader">What the run holds.</param>
    /// <param name="start">What the session says about itself.</param>
    /// <param name="sealer">Seals what the writer completes.</param>
    /// <param name="indexing">Told of what is on the device.</param>
    /// <param name="takeUp">Called before each append, by several threads.</param>
    internal RunWriter(StoreContext store, RunFolder run, RunReader reader, RunStart start, BackgroundSealer sealer, IndexingPace indexing, Action takeUp)
    {
        _takeUp = takeUp;
        _store = store;
        _run = run;
        _reader = reader;
        _start = start;
        _sealer = sealer;
        _indexing = indexing;
        _isStored = _shared.ContainsKey;
        Pending = new(store.Options.MostPendingBytes);
    }

    /// <summary>Whether anything was appended.</summary>
    public bool HasAppended => _hasOpened;

    /// <summary>The memory in which lines wait, those of all evaluations together.</summary>
    internal PendingBytes Pending { get; }

    /// <summary>Names an appended line of the journal, so that scores and reuse can refer to it.</summary>
    /// <exception cref="InvalidOperationException">Nothing was appended yet.</exception>
    public RecordReference ReferenceTo(in Appended appended) =>
        new(_run.Id, _name ?? throw new InvalidOperationException("Nothing was appended by this writer yet."), appended.Sequence);

    /// <summary>Stores a variant once, before its first use.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="name">Its display name.</param>
    /// <param name="code">What identifies its code: another code stores it again.</param>
    /// <param name="variant">Its settings.</param>
    public void Variant<T>(Digest key, string name, CodeIdentity code, T variant)
        where T : IExperimentVariant<T>
    {
        lock (_sharing)
        {
            if (_variants.Contains((key.Id, code))) return;
            AppendVariant(key, name, code, variant);
            _variants.Add((key.Id, code));
        }
    }

    /// <summary>Stores a task before its first use, and again when its content (labels, slices, what is not in the key) has changed.</summary>
    public void Task<T>(Digest key, string item, T task)
        where T : IExperimentTask<T> => Task(key, item, task, isRevision: false);

    private void Task<T>(Digest key, string item, T task, bool isRevision)
        where T : IExperimentTask<T>
    {
        SharedCollector shared = RentCollector();
        JsonSpanWriter body = JsonSpanWriter.Rent(shared);
        try
        {
            SharedLines.BeginKeyed(ref body, T.Schema.Id, key, ",\"item\":"u8, _store.Redaction?.Identify(item) ?? item);
            int value = body.Written.Length;
            body.Raw(",\"task\":"u8);
            int json = body.Written.Length;
            body.Redaction = _store.Redaction;
            T.Write(ref body, task);
            body.DemandReadable(json);
            AppendTask(key.Id, TaskContent.OfJson(body.Written[json..]), body.Written, value, isRevision, shared);
        }
        finally
        {
            body.Return();
            ReturnCollector(shared);
        }
    }

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
        where T : IExperimentTask<T>
    {
        TaskContent? known;
        lock (_sharing) known = _tasks.Find(key.Id) ?? _reader.ContentOf(key.Id, source);
        return Revise(key, item, task, content, known);
    }

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
        TaskContent? known;
        lock (_sharing) known = _tasks.Find(key.Id) ?? _reader.ContentOf(key.Id, source: null);
        return Revise(key, item, task, content, known ?? lookup.ContentOf(key.Id, source));
    }

    private bool Revise<T>(Digest key, string item, T task, TaskContent content, TaskContent? known)
        where T : IExperimentTask<T>
    {
        // What is stored is compared with what would be.
        if (_store.Redaction is { } redaction) content = TaskContent.Of(task, redaction);
        if (known is null || known == content) return false;
        Task(key, item, task, isRevision: true);
        return true;
    }

    /// <summary>Appends a record.</summary>
    public Appended Record<TRecord>(in RecordEnvelope envelope, TRecord record)
        where TRecord : IExperimentRecord<TRecord> => Record(envelope, record, wantsOutput: false, out _);

    /// <summary>Appends a record and gives the digest of its JSON, which scores name.</summary>
    public Appended Record<TRecord>(in RecordEnvelope envelope, TRecord record, out Digest output)
        where TRecord : IExperimentRecord<TRecord> => Record(envelope, record, wantsOutput: true, out output);

    /// <summary>Appends an attempt that failed.</summary>
    public Appended Failure(in RecordEnvelope envelope, RecordError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            RecordLine.WriteFailure(ref body, envelope, error, _store.Redaction);
            return Journal().Append(LineKind.Record, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>Appends what a transform made of a record.</summary>
    /// <exception cref="StoreException">The transform's name is none (<see cref="Problem.BadName"/>).</exception>
    /// <exception cref="ExperimentDataException">The output can't be written as JSON; nothing was appended.</exception>
    public Appended Transform<TOutput>(in TransformEnvelope envelope, TOutput output)
        where TOutput : IExperimentRecord<TOutput>
    {
        LineName.Check("transform", envelope.Name);
        SharedCollector shared = RentCollector();
        JsonSpanWriter value = JsonSpanWriter.Rent(shared);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            value.Redaction = _store.Redaction;
            TOutput.Write(ref value, output);
            value.DemandReadable(0);
            AppendShared(shared);
            TransformLine.WriteValue(ref body, envelope, TOutput.Schema.Id, TOutput.Schema.Version, value.Written);
            return Journal().Append(LineKind.Transform, body.Written);
        }
        finally
        {
            body.Return();
            value.Return();
            ReturnCollector(shared);
        }
    }

    /// <summary>Appends that a transform found nothing in a record, and why.</summary>
    /// <exception cref="StoreException">The transform's name is none (<see cref="Problem.BadName"/>).</exception>
    public Appended TransformNone(in TransformEnvelope envelope, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        LineName.Check("transform", envelope.Name);
        JsonSpanWriter value = JsonSpanWriter.Rent(shared: null);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            value.Redaction = _store.Redaction;
            value.Value(reason);
            TransformLine.WriteNone(ref body, envelope, value.Written);
            return Journal().Append(LineKind.Transform, body.Written);
        }
        finally
        {
            body.Return();
            value.Return();
        }
    }

    /// <summary>Appends that a transform threw.</summary>
    /// <exception cref="StoreException">The transform's name is none (<see cref="Problem.BadName"/>).</exception>
    public Appended TransformFailure(in TransformEnvelope envelope, RecordError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        LineName.Check("transform", envelope.Name);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            TransformLine.WriteFailure(ref body, envelope, error, _store.Redaction);
            return Journal().Append(LineKind.Transform, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>Appends that a generation has the record of another run.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="source">The line of the record itself, never another reuse.</param>
    public Appended Reuse(KeyId generation, RecordReference source)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            ReuseLine.Write(ref body, generation, source);
            return Journal().Append(LineKind.Reuse, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>Appends a measurement: a number at a step. A later one of the same generation, name and step replaces it.</summary>
    /// <param name="generation">The generation; null for the run itself.</param>
    /// <param name="name">The name, up to 128 letters, digits and <c>. _ - /</c>.</param>
    /// <param name="value">The number, NaN and infinities included.</param>
    /// <param name="step">The step, in a count of your own.</param>
    /// <param name="time">When it was taken; null for now, by the store's clock.</param>
    public Appended Measurement(KeyId? generation, string name, double value, long step = 0, DateTimeOffset? time = null)
    {
        LineName.Check("measurement", name);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            MeasurementLine.Write(ref body, new(generation, name, step, value, time ?? _store.Options.Time.GetUtcNow()));
            return Journal().Append(LineKind.Measurement, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>Appends something that happened.</summary>
    public Appended Event(RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return Event(happened, happened.Data, static (ref JsonSpanWriter body, JsonElement? data) =>
        {
            if (data is { } value) body.Value(value);
            else body.Null();
        });
    }

    /// <summary>Appends something that happened, with data of an annotated type instead of <see cref="RunEvent.Data"/>.</summary>
    public Appended Event<T>(RunEvent happened, T data)
        where T : ICodec<T>
    {
        ArgumentNullException.ThrowIfNull(happened);
        return Event(happened, data, static (ref JsonSpanWriter body, T value) => T.Write(ref body, value));
    }

    /// <summary>
    /// Stores a file: its content under its SHA-256, once, and a line that says whose it is. When the task completes the line is as durable as
    /// the session says, and its content was durable before it. The
    /// content streams through and is never in memory whole.
    /// </summary>
    /// <param name="artifact">What is said of it.</param>
    /// <param name="content">The content, read to its end and not disposed.</param>
    /// <param name="cancellation">Stops it; then nothing is stored.</param>
    /// <exception cref="StoreException">A name is none, the content is not the expected one, or it can't be written; no line was appended.</exception>
    public async Task<StoredArtifact> ArtifactAsync(Artifact artifact, Stream content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        ArgumentNullException.ThrowIfNull(content);
        Name.Check("artifact", artifact.Name);
        MediaType.Check(artifact.MediaType);
        StoredObject stored = await Objects().PutAsync(content, artifact.Expected, cancellation).ConfigureAwait(false);
        DateTimeOffset time = (artifact.Time ?? _store.Options.Time.GetUtcNow()).ToUniversalTime();
        Appended appended = AppendArtifact(artifact, time, stored);
        await appended.Durable.ConfigureAwait(false);
        return new(artifact.Generation, artifact.Name, stored.Content, stored.Bytes, artifact.MediaType, time, ReferenceTo(appended));
    }

    /// <summary>Stores a file of the file system.</summary>
    /// <param name="artifact">What is said of it.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops it; then nothing is stored.</param>
    /// <exception cref="StoreException">The file can't be read, and as for a stream.</exception>
    public async Task<StoredArtifact> ArtifactAsync(Artifact artifact, string file, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        FileStream content = SystemErrors.Read(file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        await using (content.ConfigureAwait(false)) return await ArtifactAsync(artifact, content, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Keeps a state to go on from, durable when it returns. The newest whole one is what is read; <see cref="StoreOptions.KeptCheckpoints"/> older
    /// ones are kept beside it.
    /// </summary>
    /// <param name="name">Its name, by the grammar of experiments' names.</param>
    /// <param name="content">The state, at most 1 GiB, written as it is: redactors do not see it.</param>
    /// <returns>Its number, from 1 and rising.</returns>
    /// <exception cref="StoreException">The name is none, or it can't be written; older ones are as they were.</exception>
    public int Checkpoint(string name, ReadOnlyMemory<byte> content) => Checkpoints().Write(name, schemaId: null, content);

    /// <summary>Keeps a state of an annotated type to go on from, durable when it returns.</summary>
    /// <param name="name">Its name, by the grammar of experiments' names.</param>
    /// <param name="state">The state, written as JSON as it is: redactors do not see it.</param>
    /// <returns>Its number, from 1 and rising.</returns>
    /// <exception cref="StoreException">The name is none, or it can't be written; older ones are as they were.</exception>
    public int Checkpoint<T>(string name, T state)
        where T : ICodec<T>, ISchema<T> => Checkpoints().Write(name, T.Schema.Id, Json.Write(state));

    /// <summary>The stream of one evaluation's scores.</summary>
    /// <param name="name">The evaluator's name.</param>
    /// <param name="identity">What identifies its settings and code.</param>
    /// <exception cref="StoreException">The name is none, or differs from another by case only.</exception>
    public EvaluationWriter Evaluation(string name, Digest identity)
    {
        // Whoever scores asks for the same one with every score.
        if (_asked is { } asked && asked.Name == name && asked.Identity == identity) return asked.Writer;
        Name.Check("evaluation", name);
        EvaluationWriter writer = Evaluation(_run.Evaluation(name, identity), name, identity);
        _asked = new(name, identity, writer);
        return writer;
    }

    private EvaluationWriter Evaluation(StreamName stream, string name, Digest identity)
    {
        lock (_opening)
        {
            if (_evaluations.TryGetValue(stream.Name, out EvaluationWriter? known)) return known;
            Name.CheckCase("evaluation", stream.Name, _run.EvaluationsFolder);
            EvaluationWriter writer = new(_takeUp, () => Open(stream, new(name, identity)), _store.Redaction);
            _evaluations[stream.Name] = writer;
            return writer;
        }
    }

    /// <summary>
    /// Completes when everything appended before, scores included, is durable: the device has it, unless the session's durability is
    /// <see cref="Durability.None"/>.
    /// </summary>
    /// <exception cref="StoreException">Something could not be made durable.</exception>
    public async ValueTask FlushAsync()
    {
        if (_journal is { } journal) await journal.FlushAsync().ConfigureAwait(false);
        foreach (EvaluationWriter evaluation in Evaluations()) await evaluation.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Writes what waits, closes the files and frees the writer's lock.</summary>
    internal void Close()
    {
        lock (_opening) _closed = true;
        _journal?.Dispose();
        foreach (EvaluationWriter evaluation in Evaluations()) evaluation.Close();
        _lock?.Dispose();
    }

    /// <summary>The writer's name; takes one, and its lock, when it has none.</summary>
    internal string TakeNameNow()
    {
        lock (_opening) return _name ??= TakeName();
    }

    internal void Follow(RunReader reader) => _reader = reader;

    /// <summary>Puts contents into the store.</summary>
    internal ObjectWriter Objects()
    {
        lock (_opening) return _objects ??= new(_store, _run, Claimed(), _start.Durability ?? _store.Options.Durability);
    }

    private CheckpointWriter Checkpoints()
    {
        lock (_opening) return _checkpoints ??= new(_store, _run, Claimed());
    }

    private Appended AppendArtifact(Artifact artifact, DateTimeOffset time, StoredObject stored)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            ArtifactLine.Write(ref body, artifact, time, stored.Content, stored.Bytes);
            return Journal().Append(LineKind.Artifact, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    private Appended Event<T>(RunEvent happened, T data, WriteData<T> write)
    {
        LineName.Check("event", happened.Name);
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            EventLine.Begin(ref body, happened, happened.Time ?? _store.Options.Time.GetUtcNow(), _store.Redaction);
            int json = body.Written.Length;
            write(ref body, data);
            body.DemandReadable(json);
            return Journal().Append(LineKind.Event, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>Adds how far what this writer has appended is on the device.</summary>
    internal RunEnds NoteEnds(RunEnds ends)
    {
        if (_name is not { } name) return ends;
        ends = ends.With(_run.Journal.Name, name, _journal?.FlushedSequence ?? 0);
        return _evaluations.Aggregate(ends, (noted, stream) => noted.With(stream.Key, name, stream.Value.FlushedSequence));
    }

    private EvaluationWriter[] Evaluations() => [.. _evaluations.Values];

    private Appended Record<TRecord>(in RecordEnvelope envelope, TRecord record, bool wantsOutput, out Digest output)
        where TRecord : IExperimentRecord<TRecord>
    {
        SharedCollector shared = RentCollector();
        JsonSpanWriter body = JsonSpanWriter.Rent(shared);
        try
        {
            RecordLine.WriteRecord(ref body, envelope, record, _store.Redaction, out int json);
            body.DemandReadable(json);
            output = wantsOutput ? Digest.Of(body.Written[json..]) : default;
            AppendShared(shared);
            return Journal().Append(LineKind.Record, body.Written);
        }
        finally
        {
            body.Return();
            ReturnCollector(shared);
        }
    }

    private void AppendTask(KeyId key, TaskContent content, ReadOnlySpan<byte> body, int value, bool isRevision, SharedCollector shared)
    {
        lock (_sharing)
        {
            TaskContent? written = _tasks.Find(key);
            if (written == content) return;
            TaskContent? known = written ?? _reader.ContentOf(key, source: null);
            AppendShared(shared);
            if (isRevision || (known is not null && known != content)) AppendRevised(body, value);
            else Journal().Append(LineKind.Task, body);
            _tasks.Set(key, content);
        }
    }

    // A later version says when it was made; the first is as old as its first record.
    private void AppendRevised(ReadOnlySpan<byte> task, int value)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            body.Raw(task[..value]);
            body.Raw(",\"revised\":"u8);
            body.Value(_store.Options.Time.GetUtcNow().ToUniversalTime());
            body.Raw(task[value..]);
            Journal().Append(LineKind.Task, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    private void AppendVariant<T>(Digest key, string name, CodeIdentity code, T variant)
        where T : IExperimentVariant<T>
    {
        SharedCollector shared = RentCollector();
        JsonSpanWriter body = JsonSpanWriter.Rent(shared);
        try
        {
            SharedLines.BeginKeyed(ref body, T.Schema.Id, key, ",\"name\":"u8, _store.Redaction?.Identify(name) ?? name);
            body.Raw(",\"code\":"u8);
            body.Redaction = _store.Redaction;
            body.Value(code.Text);
            body.Raw(",\"variant\":"u8);
            int json = body.Written.Length;
            T.Write(ref body, variant);
            body.DemandReadable(json);
            AppendShared(shared);
            Journal().Append(LineKind.Variant, body.Written);
        }
        finally
        {
            body.Return();
            ReturnCollector(shared);
        }
    }

    // The id is marked as stored after its line was appended: whoever sees the mark may append a line that refers to it.
    private void AppendShared(SharedCollector shared)
    {
        if (shared.Missing.Count == 0) return;
        lock (_sharing)
        {
            foreach ((KeyId id, Template? template, string text) in shared.Missing)
            {
                if (_shared.ContainsKey(id)) continue;
                AppendShared(id, template, text);
                _shared.TryAdd(id, true);
            }
        }
    }

    private void AppendShared(KeyId id, Template? template, string text)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            if (template is null) SharedLines.WriteText(ref body, id, text);
            else SharedLines.WriteTemplate(ref body, template);
            Journal().Append(template is null ? LineKind.Text : LineKind.Template, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    private SharedCollector RentCollector()
    {
        SharedCollector? cached = t_collector;
        t_collector = null;
        return cached is not null && cached.Serves(_isStored) ? cached : new(_isStored);
    }

    private static void ReturnCollector(SharedCollector collector)
    {
        collector.Clear();
        t_collector = collector;
    }

    private JournalWriter Journal()
    {
        _takeUp();
        if (_journal is { } open) return open;
        lock (_opening) return _journal ??= Open(_run.Journal, new(_start.Schemas));
    }

    private JournalWriter Open(StreamName stream, HeaderExtra extra)
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            string name = Claimed();
            _hasOpened = true;
            StoreOptions options = _store.Options;
            // Sealing holds the locks of dead writers for a while, and whoever shares a run goes by them.
            if (!_start.Shared) _sealer.Start();
            return new(options.Files, new(stream, name, 1), new(
                Indexes.StreamScan.EpochOf(name), _start.Durability ?? options.Durability, options.SegmentBytes, Pending, options.Time, extra, _sealer.Completed, _indexing.Flushed));
        }
    }

    // The writer's name and lock, taken by the first thing that is written.
    private string Claimed()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _name ??= TakeName();
    }

    // One more than any writer whose lock or lines are there: the number is also the epoch, so that a later takeover wins.
    private string TakeName() => SystemErrors.Write(_run.WritersFolder, () =>
    {
        DurableFolder.Create(_store.Files, _run.WritersFolder);
        for (long number = HighestWriter() + 1; ; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"w{number:D4}");
            if (_store.Files.TryCreateLock(_run.WriterLock(name)) is not { } held) continue;
            try
            {
                _store.Files.Write(held, LockText.OfThisProcess(isSharing: _start.Shared), 0);
            }
            catch
            {
                held.Dispose();
                throw;
            }

            _lock = held;
            return name;
        }
    });

    private long HighestWriter()
    {
        IEnumerable<string> locks = Directory.EnumerateFiles(_run.WritersFolder, "*.lock").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => SegmentName.IsWriter(name));
        IEnumerable<string> segments = _run.Streams().SelectMany(SegmentName.List).Select(segment => segment.Writer);
        return locks.Concat(segments).Select(Indexes.StreamScan.EpochOf).DefaultIfEmpty(0).Max();
    }

    private delegate void WriteData<T>(ref JsonSpanWriter body, T data);

    private sealed record AskedEvaluation(string Name, Digest Identity, EvaluationWriter Writer);
}
