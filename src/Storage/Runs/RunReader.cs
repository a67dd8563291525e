using System.Collections.Concurrent;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Checkpoints;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Measurements;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Streaming;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// Reads a run as it was when the reader was opened; what is appended later is not seen. Damaged lines are listed in <see cref="Damage"/>
/// and hide no others. May be used by several threads.
/// </summary>
public sealed class RunReader : IDisposable
{
    private readonly StoreContext _store;
    private readonly RunFolder _run;
    private readonly RunIndex _index;
    private readonly Lazy<ErasedWork> _erased;
    private readonly ConcurrentDictionary<RunId, Lazy<RunReader>> _sources = new();

    internal RunReader(StoreContext store, RunFolder run, RunInfo info, RunIndex index)
    {
        _store = store;
        _run = run;
        _index = index;
        _erased = new(() => new(store, run.Experiment));
        Info = info;
        Shared = new(index.Lines, index.Shared);
        Transforms = new(index.Lines, index.Transforms, Shared);
        Measurements = new(store.Files, run, index);
        Events = new(store.Files, run, index);
        Artifacts = new(store, run, index);
        Checkpoints = new(store, run);
    }

    /// <summary>What run.json said when the reader was opened.</summary>
    public RunInfo Info { get; }

    /// <summary>What was not as it was written.</summary>
    public DamageReport Damage => _index.Damage;

    /// <summary>How many generations have a line.</summary>
    public int Count => _index.Count;

    /// <summary>The templates and shared texts of the run.</summary>
    public SharedContent Shared { get; }

    /// <summary>What the transforms made of the records.</summary>
    public TransformReader Transforms { get; }

    /// <summary>The measurements over steps of the run and its generations.</summary>
    public MeasurementReader Measurements { get; }

    /// <summary>What happened.</summary>
    public EventReader Events { get; }

    /// <summary>The files that the run and its generations keep.</summary>
    public ArtifactReader Artifacts { get; }

    /// <summary>The states that the program kept to go on from; those that are there now, not when the reader was opened.</summary>
    public CheckpointReader Checkpoints { get; }

    internal RunIndex Index => _index;

    internal Files.FileOperations Files => _store.Files;

    /// <summary>
    /// The winning attempt of each generation, as the run was when the reader was opened. The stream reads through this reader and ends with it.
    /// </summary>
    public RecordSequence Stream(RecordOrder order = RecordOrder.Journal) => new(_ => Cursor(order));

    /// <summary>The winning attempt of each generation with its record as a value: <see cref="Stream"/> and <see cref="RecordSequence.Records"/>.</summary>
    /// <exception cref="StoreException">A file can't be read, or a record is of another type.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public IEnumerable<StreamedRecord<TRecord>> Records<TRecord>(RecordOrder order = RecordOrder.Journal)
        where TRecord : IExperimentRecord<TRecord> => Stream(order).Records<TRecord>();

    internal RecordCursor Cursor(RecordOrder order) =>
        order == RecordOrder.Plan ? new PlanCursor(this, ManifestFile.Keys(_store.Files, _run, Info.Manifest).GetEnumerator()) : new WinnerCursor(_store.Files, this);

    internal IReadOnlyList<SegmentName> SegmentNames() => [.. _index.Lines.Segments.Select(static segment => segment.Name)];

    /// <summary>The generations of the run in plan order.</summary>
    /// <exception cref="StoreException">The manifest is damaged or missing.</exception>
    public Manifest ReadManifest() => ManifestFile.Read(_store.Files, _run, Info.Manifest);

    /// <summary>What the run knows of a generation; false when it knows nothing.</summary>
    public bool TryGet(KeyId generation, out StoredGeneration found) => _index.TryGet(generation, out found);

    /// <summary>Whether what the run knew of a generation was erased, or is not to be made again: a record that it has all the same counts.</summary>
    /// <exception cref="StoreException">What was erased can't be read.</exception>
    public bool IsErased(KeyId generation) => _index.Erased.Contains(generation) || _erased.Value.Find(generation) is not null;

    /// <summary>Which data the run was made from, oldest note first; several when the data changed between calls.</summary>
    /// <exception cref="StoreException">A note is damaged or can't be read.</exception>
    public IReadOnlyList<StoredDataSet> DataSets() => DataSetFile.ReadAll(_store.Files, _run);

    /// <summary>
    /// The reader of the run that made a generation: this one, or that of the run whose record is reused, where its measurements, events and
    /// artifacts are too. It is closed with this reader.
    /// </summary>
    /// <exception cref="StoreException">The other run can't be read.</exception>
    public RunReader ReaderOf(in StoredGeneration generation) => generation.IsReuse ? Source(generation.Reference.Run) : this;

    /// <summary>Reads a record, wherever it is.</summary>
    /// <exception cref="StoreException">There is no record, it is of another type, or its line is damaged.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public TRecord ReadRecord<TRecord>(in StoredGeneration generation)
        where TRecord : IExperimentRecord<TRecord> => ReadRecord<TRecord>(generation, wantsOutput: false, out _);

    /// <summary>Reads a record and the id of the digest of its JSON, which scores name.</summary>
    /// <exception cref="StoreException">There is no record, it is of another type, or its line is damaged.</exception>
    /// <exception cref="ExperimentDataException">The JSON is not what the type demands.</exception>
    public TRecord ReadRecord<TRecord>(in StoredGeneration generation, out KeyId output)
        where TRecord : IExperimentRecord<TRecord> => ReadRecord<TRecord>(generation, wantsOutput: true, out output);

    private TRecord ReadRecord<TRecord>(in StoredGeneration generation, bool wantsOutput, out KeyId output)
        where TRecord : IExperimentRecord<TRecord>
    {
        RunReader source = Resolve(generation, out LineLocation location);
        using PooledLine line = source._index.Lines.Read(location);
        ReadOnlySpan<byte> json = source.JsonOf(line.Span, location, out string schemaId);
        output = wantsOutput ? Digest.Of(json).Id : default;
        if (schemaId == TRecord.Schema.Id) return Json.Read<TRecord>(json, source.Shared);
        throw new StoreException(Problem.BadState, $"The record at byte {location.Offset} of '{source.PathOf(location)}' is a '{schemaId}', not a '{TRecord.Schema.Id}'; read it with the type that wrote it.", source.PathOf(location), offset: location.Offset);
    }

    /// <summary>The exact bytes of a record's JSON, which its digest is made from.</summary>
    /// <exception cref="StoreException">There is no record, or its line is damaged.</exception>
    public ReadOnlyMemory<byte> ReadRecordJson(in StoredGeneration generation)
    {
        RunReader source = Resolve(generation, out LineLocation location);
        using PooledLine line = source._index.Lines.Read(location);
        return source.JsonOf(line.Span, location, out _).ToArray();
    }

    /// <summary>What is known of the winning attempt beside what came out.</summary>
    /// <exception cref="StoreException">The line is damaged.</exception>
    public RecordEnvelope ReadEnvelope(in StoredGeneration generation)
    {
        RunReader source = Resolve(generation, out LineLocation location);
        using PooledLine line = source._index.Lines.Read(location);
        Line.TryOpen(line.Span, out _, out _, out _, out int body);
        return RecordLine.TryReadEnvelope(line.Span, body, out RecordEnvelope envelope) ? envelope : throw source.NoRecord(location);
    }

    /// <summary>The error of a generation that has failures only: the last one.</summary>
    /// <exception cref="StoreException">The generation succeeded, or the line is damaged.</exception>
    public RecordError ReadError(in StoredGeneration generation)
    {
        using PooledLine line = _index.Lines.Read(generation.Location);
        return RecordLine.Error(line.Span)
            ?? throw new StoreException(Problem.NotFound, $"The generation {generation.Key} of run '{_run.Id}' succeeded and has no error; read its record.", PathOf(generation.Location), offset: generation.Location.Offset);
    }

    /// <summary>The newest version of a task that the run holds; null when it holds none.</summary>
    public StoredTask? ReadTask(KeyId task) => _index.Tasks.TryGet(task, out LineLocation location) ? ReadTask(task, location) : null;

    /// <summary>
    /// Every version of a task that the run's journal holds, oldest first: a corrected label, an edited slice. Reads the segments that hold
    /// tasks. Empty when the run holds none.
    /// </summary>
    /// <exception cref="StoreException">A segment can't be read.</exception>
    public IReadOnlyList<TaskVersion> TaskVersions(KeyId task) => TaskHistory.Read(_store.Files, _run, _index, task, Shared);

    /// <summary>The scores of one evaluation; empty when there are none.</summary>
    /// <param name="name">The evaluator's name.</param>
    /// <param name="identity">What identifies its settings and code.</param>
    /// <exception cref="StoreException">The name is none, or a segment can't be read.</exception>
    public EvaluationReader Evaluation(string name, Digest identity)
    {
        Name.Check("evaluation", name);
        return EvaluationReader.Read(_store.Files, _run.Evaluation(name, identity), Info.Ends, _index);
    }

    /// <summary>The scores of one evaluation of <see cref="Evaluations"/>.</summary>
    public EvaluationReader Evaluation(EvaluationName evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return EvaluationReader.Read(_store.Files, _run.Evaluation(evaluation), Info.Ends, _index);
    }

    /// <summary>The evaluations that have scores, sorted by name.</summary>
    public IReadOnlyList<EvaluationName> Evaluations() => _run.Evaluations();

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _index.Dispose();
        foreach (Lazy<RunReader> source in _sources.Values)
        {
            if (source.IsValueCreated) source.Value.Dispose();
        }
    }

    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="wantsTasks">Whether somebody will ask for tasks or their contents: else they are read when somebody does.</param>
    internal static RunReader Open(StoreContext store, RunFolder run, bool wantsTasks = true)
    {
        RunInfo info = RunFile.Read(store.Files, run);
        return new(store, run, info, RunIndex.Read(store.Files, run, info.Ends, wantsTasks, info.Counts.Planned));
    }

    /// <summary>Where the record with this reference is in this run.</summary>
    internal LineLocation Locate(KeyId key, in RecordReference reference)
    {
        if (_index.TryGet(key, out StoredGeneration found) && !found.IsReuse && found.Reference == reference) return found.Location;
        // Another line has won since: the one that was named is still there, as evidence.
        return SequenceSearch.Find(_store.Files, _run.Journal, _index.Lines, reference)
            ?? throw new StoreException(Problem.NotFound, $"Run '{_run.Id}' has no line {reference.Sequence} of writer '{reference.Writer}' any more; restore it, or run again to make the result anew.", _run.Folder);
    }

    /// <summary>The newest version of every task that the run holds.</summary>
    /// <exception cref="StoreException">A line is damaged.</exception>
    public IEnumerable<StoredTask> Tasks()
    {
        for (int i = 0; i < _index.Tasks.Count; i++)
        {
            (KeyId key, LineLocation location) = _index.Tasks[i];
            yield return ReadTask(key, location);
        }
    }

    /// <summary>The variants that the run holds, oldest first; one key stands several times when its code changed.</summary>
    /// <exception cref="StoreException">A line is damaged.</exception>
    public IEnumerable<StoredVariant> Variants()
    {
        foreach (LineLocation location in _index.Variants) yield return ReadVariant(location);
    }

    internal TaskContent? ContentOf(KeyId task, RunId? source) =>
        _index.Tasks.ContentOf(task) ?? (source is { } run && run != _run.Id ? Source(run)._index.Tasks.ContentOf(task) : null);

    private StoredVariant ReadVariant(LineLocation location)
    {
        using PooledLine line = _index.Lines.Read(location);
        StoredVariant variant = new(default, "", "", default, default, Shared);
        JsonSpanReader reader = new(line.Span);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("key"u8)) variant = WithKey(variant, reader.ReadString());
            else if (member.SequenceEqual("name"u8)) variant = variant with { Name = reader.ReadString() };
            else if (member.SequenceEqual("code"u8)) variant = variant with { Code = new(reader.ReadString()) };
            else if (member.SequenceEqual("variant"u8)) variant = variant with { Json = reader.ReadRaw().ToArray() };
            else reader.Skip();
        }

        return variant;
    }

    private static StoredVariant WithKey(StoredVariant variant, string text) => variant with
    {
        Key = KeyId.TryParse(System.Text.Encoding.ASCII.GetBytes(text[^KeyId.TextLength..]), out KeyId key) ? key : default,
        SchemaId = text[..^(KeyId.TextLength + 1)],
    };

    private StoredTask ReadTask(KeyId key, LineLocation location)
    {
        using PooledLine line = _index.Lines.Read(location);
        string item = "";
        string schemaId = "";
        byte[] json = [];
        JsonSpanReader reader = new(line.Span);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("key"u8)) schemaId = reader.ReadString()[..^(KeyId.TextLength + 1)];
            else if (member.SequenceEqual("item"u8)) item = reader.ReadString();
            else if (member.SequenceEqual("task"u8)) json = reader.ReadRaw().ToArray();
            else reader.Skip();
        }

        return new(key, schemaId, item, json, Shared);
    }

    internal RunReader Resolve(in StoredGeneration generation, out LineLocation location)
    {
        if (!generation.IsReuse)
        {
            location = generation.Location;
            return this;
        }

        RunReader source = Source(generation.Reference.Run);
        location = source.Locate(generation.Key, generation.Reference);
        return source;
    }

    private RunReader Source(RunId run) =>
        _sources.GetOrAdd(run, id => new(() => OpenSource(_store.Run(_run.Experiment, id)))).Value;

    private RunReader OpenSource(RunFolder run)
    {
        Links.Refuse(_store, run);
        return Open(_store, run);
    }

    private ReadOnlySpan<byte> JsonOf(ReadOnlySpan<byte> line, LineLocation location, out string schemaId)
    {
        ReadOnlySpan<byte> json = RecordLine.Json(line, out schemaId);
        return json.IsEmpty ? throw NoRecord(location) : json;
    }

    private StoreException NoRecord(LineLocation location) =>
        new(Problem.NotFound, $"The line at byte {location.Offset} of '{PathOf(location)}' holds no record; ask whether the generation succeeded first.", PathOf(location), offset: location.Offset);

    private string PathOf(LineLocation location) => _index.Lines.Segments[location.Segment].Name.FoundPath;
}
