using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep;

/// <summary>A run after a call, in plan order: what the store says of it, never what memory says.</summary>
/// <typeparam name="TTask">What was asked.</typeparam>
/// <typeparam name="TRecord">What came out.</typeparam>
public sealed class Run<TTask, TRecord> : IDisposable
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly RunReader _reader;
    private readonly ErasedWork _erased;
    private readonly EvaluationReader[] _evaluations;

    internal Run(Plan<TTask, TRecord> plan, RunReader reader, ErasedWork erased, EvaluationReader[] evaluations, int generated, int evaluated, bool cancelled, int transformed = 0)
    {
        Plan = plan;
        _reader = reader;
        _erased = erased;
        _evaluations = evaluations;
        WasCancelled = cancelled;
        Counts = Count(generated, evaluated, transformed);
    }

    /// <summary>The id of the run.</summary>
    public RunId Id => _reader.Info.Id;

    /// <summary>The plan.</summary>
    public Plan<TTask, TRecord> Plan { get; }

    /// <summary>What the call did.</summary>
    public WorkCounts Counts { get; }

    /// <summary>What the call has used up; nothing for a run that was only read.</summary>
    public CallSummary Summary { get; internal init; }

    /// <summary>The call was stopped before it was through.</summary>
    public bool WasCancelled { get; internal set; }

    /// <summary>Why the call stopped by itself before it was through: a budget, too many failures, a breaker, a hook or a stage of the program's own that failed; null when it did not.</summary>
    public StopReason? Stop { get; internal set; }

    /// <summary>Lines of the run and of its scores that are not as they were written. The good lines around them were read.</summary>
    public IReadOnlyList<DamagedLine> Damage => [.. _reader.Damage.Lines, .. _evaluations.SelectMany(static evaluation => evaluation.Damage.Lines)];

    /// <summary>What a generation needs, by its place in the plan.</summary>
    public WorkState StateOf(int index)
    {
        bool stored = _reader.TryGet(Plan.Keys[index], out StoredGeneration generation);
        if (!stored || !generation.Succeeded) return IsErased(index) ? WorkState.Erased : stored ? WorkState.Failed : WorkState.Missing;
        return CurrentWork.IsDone(Plan, index, generation, _reader, _evaluations) ? WorkState.Done : WorkState.Outdated;
    }

    /// <summary>Why a generation that has no record is not made again: it, its task or its item was erased. Null when none was, or when only the run itself says so.</summary>
    public Tombstone? TombstoneOf(int index) => StateOf(index) == WorkState.Erased ? Plan.TombstoneOf(_erased, index) : null;

    /// <summary>The record of a generation; null when there is none.</summary>
    public TRecord? RecordOf(int index) =>
        _reader.TryGet(Plan.Keys[index], out StoredGeneration generation) && generation.Succeeded ? _reader.ReadRecord<TRecord>(generation) : default;

    /// <summary>The JSON of a generation's record as it was stored; empty when there is none.</summary>
    public ReadOnlyMemory<byte> JsonOf(int index) =>
        _reader.TryGet(Plan.Keys[index], out StoredGeneration generation) && generation.Succeeded ? _reader.ReadRecordJson(generation) : default;

    /// <summary>How the answer of a generation ended, complete, cut or refused; null when there is none.</summary>
    public AnswerOutcome? OutcomeOf(int index) =>
        _reader.TryGet(Plan.Keys[index], out StoredGeneration generation) && generation.Succeeded ? _reader.ReadEnvelope(generation).Outcome : null;

    /// <summary>What the winning attempt of a generation has used up; null when nobody said.</summary>
    public Usage? UsageOf(int index) => _reader.TryGet(Plan.Keys[index], out StoredGeneration generation) ? _reader.ReadEnvelope(generation).Usage : null;

    /// <summary>Why a generation has no record; null when it has one or was never tried.</summary>
    public RecordError? ErrorOf(int index) =>
        _reader.TryGet(Plan.Keys[index], out StoredGeneration generation) && !generation.Succeeded && !IsErased(index) ? _reader.ReadError(generation) : null;

    /// <summary>The current score of a generation by the evaluation declared at this place; null when it is missing or outdated.</summary>
    public StoredScore? ScoreOf(int index, int evaluation) =>
        PeekOf(index, evaluation) is not null && _evaluations[evaluation].TryGet(Plan.Keys[index], out StoredScore score) ? score : null;

    /// <summary>What of that score is in memory, without reading its line; null when it is missing or outdated.</summary>
    public ScoreSummary? PeekOf(int index, int evaluation)
    {
        KeyId key = Plan.Keys[index];
        if (!_reader.TryGet(key, out StoredGeneration generation) || !generation.Succeeded || !_evaluations[evaluation].TryPeek(key, out ScoreSummary summary)) return null;
        return CurrentWork.IsScored(Plan, index, generation, evaluation, _reader, summary) ? summary : null;
    }

    /// <summary>What a transform made of a generation's record; null when that is missing or outdated. A failure is there, too.</summary>
    /// <param name="index">The generation's place in the plan.</param>
    /// <param name="transform">A transform of the experiment.</param>
    public StoredTransform? TransformOf(int index, Transform<TRecord> transform)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return TransformStateOf(index, transform) is WorkState.Done or WorkState.Failed ? _reader.Transforms.Find(Plan.Keys[index], transform.Identity.Id) : null;
    }

    /// <summary>The output that a transform made of a generation's record; null when there is none.</summary>
    /// <param name="index">The generation's place in the plan.</param>
    /// <param name="transform">A transform of the experiment.</param>
    public TOutput? OutputOf<TOutput>(int index, Transform<TRecord, TOutput> transform)
        where TOutput : IExperimentRecord<TOutput>
    {
        ArgumentNullException.ThrowIfNull(transform);
        return _reader.TryGet(Plan.Keys[index], out StoredGeneration generation) && generation.Succeeded
            && CurrentTransform.TryGet(_reader.Transforms, transform, generation.Key, generation.Reference, out TransformSummary summary)
            && summary.Outcome == TransformOutcome.Output ? _reader.Transforms.Read<TOutput>(generation.Key, transform.Identity.Id) : default;
    }

    /// <summary>What a transform of a generation needs, by its place in the plan.</summary>
    /// <param name="index">The generation's place in the plan.</param>
    /// <param name="transform">A transform of the experiment.</param>
    public WorkState TransformStateOf(int index, Transform<TRecord> transform) =>
        _reader.TryGet(Plan.Keys[index], out StoredGeneration generation) ? CurrentWork.TransformState(transform, generation, _reader.Transforms) : WorkState.Missing;

    /// <summary>Why a record has no score by the evaluation declared at this place; null when it has one or nobody failed on it.</summary>
    public RecordError? EvaluationErrorOf(int index, int evaluation)
    {
        if (FailedTransformOf(index, evaluation) is { } failed) return TransformOf(index, failed)?.Error;
        KeyId key = Plan.Keys[index];
        return _reader.TryGet(key, out StoredGeneration generation) && generation.Succeeded
            && _evaluations[evaluation].TryPeek(key, out ScoreSummary summary) && summary.HasError && summary.IsFrom(generation.Reference, Plan.ReferencesOf(index))
            && _evaluations[evaluation].TryGet(key, out StoredScore score) ? score.Error : null;
    }

    /// <summary>The transform that failed on a record, so that the evaluation declared at this place has nothing to score; null when none did.</summary>
    public Transform<TRecord>? FailedTransformOf(int index, int evaluation) =>
        Plan.Experiment.Evaluations[evaluation].Transform is { } transform ? CurrentWork.FailedOn(transform, candidate => TransformStateOf(index, candidate)) : null;

    /// <summary>Closes the files of the run.</summary>
    public void Dispose()
    {
        _reader.Dispose();
        foreach (EvaluationReader evaluation in _evaluations) evaluation.Dispose();
    }

    internal RunStatus Status => WasCancelled ? RunStatus.Cancelled : Counts.Failed + Counts.Missing == 0 && Stop is not { IsOwnFailure: true } ? RunStatus.Completed : RunStatus.Failed;

    internal void SaveStatus(RunSession session)
    {
        int succeeded = Counts.Generated + Counts.Cached;
        RunStatus status = Status;
        RunCounts counts = new(Plan.Count, succeeded, Counts.Failed, Counts.Missing) { Erased = Counts.Erased };
        RunInfo before = _reader.Info;
        if (!session.Writer.HasAppended && before.Status == status && before.Counts == counts) return;
        // What ended otherwise before, and has nothing left that this call may do, is taken up to end anew.
        if (session.Status != status && session.Status != RunStatus.Running) session.SetStatus(RunStatus.Running, counts);
        session.SetStatus(status, counts, status == RunStatus.Failed ? Stop?.Message : null);
    }

    private bool IsErased(int index) => Plan.TombstoneOf(_erased, index) is not null || _reader.IsErased(Plan.Keys[index]);

    private WorkCounts Count(int generated, int evaluated, int transformed)
    {
        int succeeded = 0;
        int failed = 0;
        int erased = 0;
        for (int i = 0; i < Plan.Count; i++)
        {
            bool stored = _reader.TryGet(Plan.Keys[i], out StoredGeneration generation);
            if (stored && generation.Succeeded) succeeded++;
            else if (IsErased(i)) erased++;
            else if (stored) failed++;
        }

        return new(generated, succeeded - generated, failed, Plan.Count - succeeded - failed - erased, evaluated, transformed) { Erased = erased };
    }
}
