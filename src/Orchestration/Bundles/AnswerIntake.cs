using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Streaming;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>Takes answers of variants that were made elsewhere.</summary>
internal sealed class AnswerIntake<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment experiment, Bundle? bundle, TimeProvider time) : ILineIntake<TRecord>, IDisposable
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly PlanPlaces<TTask, TRecord> _places = new(plan);
    private readonly Dictionary<RunId, RunReader> _others = [];
    private HashSet<(KeyId, string)>? _failures;
    private GenerationLookup? _lookup;
    private ErasedWork? _erased;
    private RunReader? _erasedFor;

    public JudgedLine<TRecord> Judge(AnswerLine line, RunReader? run)
    {
        int place = _places.Find(line, out string reason);
        if (place < 0) return JudgedLine<TRecord>.Refused(reason);
        string item = plan.TaskOf(place).Item;
        if (bundle?.Refuse(line, plan.Keys[place], null, () => BundleItems.Generation(plan, place)) is { } altered) return JudgedLine<TRecord>.Refused($"the item '{item}' {altered}");
        if (line is { Value: not null } or { Label: not null } or { Unscored: not null } or { Evaluation: not null }) return JudgedLine<TRecord>.Refused($"the line of the item '{item}' gives a score, and answers are asked for.");
        if (line.Record.IsEmpty == line.Error is null) return JudgedLine<TRecord>.Refused($"the line of the item '{item}' has {(line.Error is null ? "neither a record nor an error" : "a record and an error")}; give one of them.");
        if (ErasedReason(place, run) is { } erased) return JudgedLine<TRecord>.Refused($"the answer of '{plan.VariantOf(place).Name}' to the item '{item}' was erased{erased} and is not taken again; leave the line out.");
        return line.Error is { } error ? JudgeError(place, error, run) : JudgeRecord(place, item, line, run);
    }

    public void Append(AnswerLine line, in JudgedLine<TRecord> judged, RunSession session)
    {
        PlannedTask<TTask> task = plan.TaskOf(judged.Place).Identified();
        VariantSpec<TTask, TRecord> variant = plan.VariantOf(judged.Place);
        KeyId key = plan.Keys[judged.Place];
        variant.Store(session.Writer);
        session.Writer.Task(task.Key, task.Item, task.Task);
        int attempt = session.Reader.TryGet(key, out StoredGeneration stored) ? stored.Attempts + 1 : 1;
        RecordEnvelope envelope = new(key, task.Key.Id, variant.Key.Id, plan.SampleOf(judged.Place), attempt, line.Time ?? time.GetUtcNow(), line.Elapsed ?? TimeSpan.Zero) { Usage = line.Usage };
        if (line.Error is { } error) session.Writer.Failure(envelope, error);
        else session.Writer.Record(envelope, judged.Record!);
    }

    public void Dispose()
    {
        _lookup?.Dispose();
        foreach (RunReader other in _others.Values) other.Dispose();
    }

    private string? ErasedReason(int place, RunReader? run)
    {
        // What is to be appended is judged once more while the run is held, when nobody erases: by what is said then.
        if (_erasedFor != run || _erased is null) (_erased, _erasedFor) = (experiment.Erased(), run);
        if (plan.TombstoneOf(_erased, place) is { } tombstone) return $" ({tombstone.Reason.TrimEnd('.')})";
        return run is not null && run.IsErased(plan.Keys[place]) && !(run.TryGet(plan.Keys[place], out StoredGeneration own) && own.Succeeded) ? "" : null;
    }

    private JudgedLine<TRecord> JudgeRecord(int place, string item, AnswerLine line, RunReader? run)
    {
        TRecord record;
        Digest output;
        try
        {
            record = Json.Read<TRecord>(line.Record.Span);
            output = experiment.OutputOf(record);
        }
        catch (ExperimentDataException exception)
        {
            return JudgedLine<TRecord>.Refused($"the record of the item '{item}' is none of this experiment: {exception.Message}");
        }

        if (IgnoredMember.Find<TRecord>(line.Record, output, experiment) is { } ignored)
            return JudgedLine<TRecord>.Refused($"the record of the item '{item}' has a member '{ignored}', which '{TRecord.Schema.Id}' does not know; known are {string.Join(", ", TRecord.Schema.Members.Select(static member => member.JsonName))}.");
        LineVerdict verdict = StoredOutput(plan.Keys[place], run) is not { } stored ? LineVerdict.New
            : stored == output ? LineVerdict.Already
            : LineVerdict.Refused($"another answer of '{plan.VariantOf(place).Name}' to the item '{item}' is stored, and stays; start a fresh run to have both.");
        return new(verdict, place, -1, output.ToString(), record);
    }

    // A failure says nothing where there is an answer, and nothing new where it is on record.
    private JudgedLine<TRecord> JudgeError(int place, RecordError error, RunReader? run)
    {
        KeyId key = plan.Keys[place];
        string content = ContentOf(error);
        bool isKnown = run is not null && run.TryGet(key, out StoredGeneration stored) && (stored.Succeeded || FailuresOf(run).Contains((key, content)));
        return new(isKnown ? LineVerdict.Already : LineVerdict.New, place, -1, content, default);
    }

    private string ContentOf(RecordError error) => $"{experiment.AsStored(error.Kind)}\n{experiment.AsStored(error.Message)}";

    // Every attempt that failed, those that another one won against too: a file that is imported twice adds nothing.
    private HashSet<(KeyId, string)> FailuresOf(RunReader run)
    {
        if (_failures is not null) return _failures;
        _failures = [];
        foreach (StreamedJson attempt in experiment.StreamAttempts(run.Info.Id).Json())
        {
            if (attempt.Error is { } error) _failures.Add((attempt.Head.Envelope.Generation, $"{error.Kind}\n{error.Message}"));
        }

        return _failures;
    }

    private Digest? StoredOutput(KeyId key, RunReader? run)
    {
        if (run is not null && run.TryGet(key, out StoredGeneration own) && own.Succeeded) return Digest.Of(run.ReadRecordJson(own).Span);
        if (run is { Info.IsFresh: true }) return null;
        _lookup ??= experiment.Lookup(run?.Info.Id, plan.Count);
        if (!_lookup.TryFind(key, out StoredGeneration found)) return null;
        RunId source = found.Reference.Run;
        if (!_others.TryGetValue(source, out RunReader? other)) _others.Add(source, other = experiment.Read(source));
        return other.TryGet(key, out StoredGeneration there) && there.Succeeded ? Digest.Of(other.ReadRecordJson(there).Span) : null;
    }
}
