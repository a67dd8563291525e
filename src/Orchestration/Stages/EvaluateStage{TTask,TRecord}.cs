using System.Runtime.CompilerServices;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// Scores the records that have no current score. It reads what is durable, never what is in memory, so that a score says what the store
/// says. Scores of other runs are taken over where record and references are the same.
/// </summary>
internal sealed class EvaluateStage<TTask, TRecord>(
    Plan<TTask, TRecord> plan, EvaluationSpec<TTask, TRecord> evaluation, RunSession session, EvaluationReader stored, ScoreLookup others, CallTerms terms) : IDisposable
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private RunReader _scoredRun = session.Reader;
    private EvaluationReader? _since;

    private RunReader Reader => session.Reader;

    // A session that takes over what a dead one left may go on with another writer.
    private EvaluationWriter Writer => session.Writer.Evaluation(evaluation.Name, evaluation.Identity);

    /// <summary>
    /// The generations whose score is missing or outdated. Scores of other runs are taken over on the way, or, when the run is shared, by whoever claims them.
    /// </summary>
    public PendingList<int> Pending(out int cached)
    {
        PendingList<int> pending = new();
        cached = 0;
        int ofTask = plan.Count / plan.Tasks.Count;
        bool?[] current = new bool?[Math.Min(TaskList<TTask>.PieceLength, plan.Tasks.Count) * ofTask];
        for (int from = 0; from < plan.Tasks.Count; from += TaskList<TTask>.PieceLength)
        {
            int first = from;
            int tasks = Math.Min(TaskList<TTask>.PieceLength, plan.Tasks.Count - from);
            RowWork.Each(tasks, task => Look(first + task, current.AsSpan(task * ofTask, ofTask)));
            for (int i = 0; i < tasks * ofTask; i++)
            {
                if (current[i] is not { } isCurrent) continue;
                if (isCurrent || (!terms.Options.Shared && TakeOver((from * ofTask) + i))) cached++;
                else pending.Add((from * ofTask) + i);
            }
        }

        return pending;
    }

    /// <summary>Scores what is pending; after a cancellation the evaluators under way may end within the grace period.</summary>
    public Task RunAsync(IReadOnlyList<int> pending, StageProgress progress)
    {
        CallLane lane = new(new(RunStage.Evaluate, evaluation.Name), Limits(), terms, progress);
        return StageLoop.RunAsync(Feed(pending, lane.Most, progress), Math.Min(lane.Most, pending.Count), index => EvaluateAsync(index, lane), terms.Stop, lane.Begins);
    }

    /// <summary>Closes what was read since.</summary>
    public void Dispose() => _since?.Dispose();

    /// <summary>Appends a score, or why there is none.</summary>
    /// <exception cref="ExperimentDataException">It can't be written.</exception>
    public void Append(in StoredScore score) => Writer.Append(score);

    // A judge calls somebody, and so does what was given limits; what neither is calls nobody, as far as anybody said.
    private VariantLimits? Limits() => plan.Experiment.EvaluationLimits.GetValueOrDefault(evaluation.Name) is { } own ? terms.Options.Limits.Over(own)
        : evaluation.IsJudge ? terms.Options.Limits
        : null;

    private WorkFeed<int> Feed(IReadOnlyList<int> pending, int batch, StageProgress progress) => terms.Options.Shared
        ? new ClaimedScores<TTask, TRecord>(plan, evaluation.Identity, session, pending, batch, IsDone, progress, terms.Time)
        : new ListFeed<int>(pending);

    // The output that is to be scored; null where that is the record.
    private bool TryOutput(in StoredGeneration generation, out KeyId? output)
    {
        output = null;
        if (evaluation.Transform is not { } transform) return true;
        bool found = CurrentTransform.TryGet(Reader.Transforms, transform, generation.Key, generation.Reference, out TransformSummary summary);
        output = summary.Output;
        return found;
    }

    private bool IsDone(int index) => Reader.TryGet(plan.Keys[index], out StoredGeneration generation) && TryOutput(generation, out KeyId? output) && (IsCurrent(index, generation, output) || TakeOver(index));

    private bool IsCurrent(int index, in StoredGeneration generation, KeyId? output) =>
        terms.Options.Replay is null && Scores().TryPeek(plan.Keys[index], out ScoreSummary summary) && summary.IsCurrent(generation.Reference, plan.ReferencesOf(index), output);

    // The run is read anew when somebody's claims are taken over, who may have left scores that nobody has settled.
    private EvaluationReader Scores()
    {
        RunReader run = Reader;
        if (run == _scoredRun) return _since ?? stored;
        EvaluationReader latest = run.Evaluation(evaluation.Name, evaluation.Identity);
        _since?.Dispose();
        (_scoredRun, _since) = (run, latest);
        return latest;
    }

    // Whether each generation of a task has a current score; null for one that can't be scored. Tasks are looked through side by side, and only those with a score are asked for their references.
    // Compiled well at once: a plan has ten thousand tasks before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Look(int task, Span<bool?> current)
    {
        KeyId? references = null;
        for (int i = 0; i < current.Length; i++)
        {
            KeyId key = plan.Keys[(task * current.Length) + i];
            current[i] = null;
            // What a transform failed on can't be scored, and the transform says why.
            if (!Reader.TryGet(key, out StoredGeneration generation) || !generation.Succeeded || !TryOutput(generation, out KeyId? output)) continue;
            current[i] = terms.Options.Replay is null && stored.TryPeek(key, out ScoreSummary summary)
                && summary.IsCurrent(generation.Reference, references ??= plan.Tasks[task].References, output);
        }
    }

    private bool TakeOver(int index)
    {
        if (terms.Options.Replay is not null || !others.HasAny || !Reader.TryGet(plan.Keys[index], out StoredGeneration generation)) return false;
        TryOutput(generation, out KeyId? output);
        return others.TryCopy(plan.Keys[index], generation.Reference, plan.ReferencesOf(index), output, () => Writer);
    }

    private Task<bool> EvaluateAsync(int index, CallLane lane)
    {
        PlannedTask<TTask> task = plan.TaskOf(index);
        ScoreContext context = new(plan.VariantOf(index).Name, plan.SampleOf(index));
        Reader.TryGet(plan.Keys[index], out StoredGeneration generation);
        KeyId output = default;
        Func<ScoreContext, CancellationToken, ValueTask<Score>> score;
        try
        {
            score = evaluation.Open(Reader, task.Task, generation, out output);
        }
#pragma warning disable CA1031 // Whatever reading throws is a failure of that score, never of the run.
        catch (Exception exception) when (exception is not TrialKeep.Storage.StoreException)
#pragma warning restore CA1031
        {
            score = (_, _) => ValueTask.FromException<Score>(exception);
        }

        StoredScore head = new(plan.Keys[index], generation.Reference, output, task.References, null, null, null, null, null, default, evaluation.Transform?.Identity.Id);
        return lane.RunAsync<ScoreWork<TTask, TRecord>, Score>(new(this, evaluation, task.Item, context, head, score, terms.Options.TraceContent));
    }
}
