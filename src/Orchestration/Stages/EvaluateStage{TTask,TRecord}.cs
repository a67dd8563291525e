using System.Diagnostics;
using System.Runtime.CompilerServices;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Telemetry;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// Scores the records that have no current score. It reads what is durable, never what is in memory, so that a score says what the store
/// says. Scores of other runs are taken over where record and references are the same.
/// </summary>
internal sealed class EvaluateStage<TTask, TRecord>(
    Plan<TTask, TRecord> plan, EvaluationSpec<TTask, TRecord> evaluation, RunSession session, EvaluationReader stored, ScoreLookup others, RunOptions options,
    TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private RunReader Reader => session.Reader;

    // A session that takes over what a dead one left may go on with another writer.
    private EvaluationWriter Writer => session.Writer.Evaluation(evaluation.Name, evaluation.Identity);

    /// <summary>The generations whose score is missing or outdated; scores of other runs are taken over on the way.</summary>
    // Compiled well at once: it is called once, and goes over everything.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public List<int> Pending(out int cached)
    {
        List<int> pending = [];
        cached = 0;
        for (int i = 0; i < plan.Count; i++)
        {
            if (!Reader.TryGet(plan.Keys[i], out StoredGeneration generation) || !generation.Succeeded) continue;
            // What a transform failed on can't be scored, and the transform says why.
            if (!TryOutput(generation, out KeyId? output)) continue;
            if (options.Replay is null && (IsCurrent(i, generation, output) || TakeOver(i, generation, output))) cached++;
            else pending.Add(i);
        }

        return pending;
    }

    /// <summary>Scores what is pending; after a cancellation the evaluators under way may end within the grace period.</summary>
    public Task RunAsync(IReadOnlyList<int> pending, StageProgress progress, StopTokens stop) =>
        StageLoop.RunAsync(Feed(pending, progress), Math.Min(options.Parallelism, pending.Count), index => EvaluateAsync(index, progress, stop.Now), stop, stop.Soon);

    private WorkFeed<int> Feed(IReadOnlyList<int> pending, StageProgress progress) => options.Shared
        ? new ClaimedScores<TTask, TRecord>(plan, evaluation.Identity, session, pending, options.Parallelism, progress, time)
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

    private bool IsCurrent(int index, in StoredGeneration generation, KeyId? output) =>
        stored.TryPeek(plan.Keys[index], out ScoreSummary summary) && summary.IsCurrent(generation.Reference, plan.TaskOf(index).References, output);

    private bool TakeOver(int index, in StoredGeneration generation, KeyId? output) =>
        others.TryCopy(plan.Keys[index], generation.Reference, plan.TaskOf(index).References, output, () => Writer);

    private async Task<bool> EvaluateAsync(int index, StageProgress progress, CancellationToken now)
    {
        PlannedTask<TTask> task = plan.TaskOf(index);
        Reader.TryGet(plan.Keys[index], out StoredGeneration generation);
        KeyId output = default;
        Score score = default;
        RecordError? error = null;
        using Activity? activity = RunTelemetry.Evaluation(evaluation.Name, task.Item);
        try
        {
            score = await evaluation.Open(Reader, task.Task, new(plan.VariantOf(index).Name, plan.SampleOf(index)), generation, out output)(now).AsTask().WaitAsync(now).ConfigureAwait(false);
            if (score is { Value: null, Reason: null }) score = Score.None("the evaluator returned no score and no reason");
        }
        catch (OperationCanceledException) when (now.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // Whatever an evaluator throws is a failure of that score, never of the run.
        catch (Exception exception) when (exception is not TrialKeep.Storage.StoreException)
#pragma warning restore CA1031
        {
            error = FailureDescription.Of(exception);
        }

        RunTelemetry.Scored(activity, evaluation.Name, score, error, options.TraceContent);
        if (error is not null && options.Logger is { } logger) RunLog.NotScored(logger, evaluation.Name, task.Item, error.Kind, error.Message);
        bool succeeded = Append(index, task, generation, output, score, error);
        RunTelemetry.Item("evaluate", evaluation.Name, succeeded ? "succeeded" : "failed");
        if (succeeded) progress.Succeeded();
        else progress.Failed();
        return true;
    }

    private bool Append(int index, in PlannedTask<TTask> task, in StoredGeneration generation, KeyId output, in Score score, RecordError? error)
    {
        StoredScore line = new(
            plan.Keys[index], generation.Reference, output, task.References,
            score.Value, score.Label, score.Explanation, score.Reason, error, time.GetUtcNow(), evaluation.Transform?.Identity.Id);
        try
        {
            Writer.Append(line);
            return error is null;
        }
        catch (ExperimentDataException exception)
        {
            Writer.Append(line with { Value = null, Label = null, Explanation = null, Unscored = null, Error = FailureDescription.Of(exception) });
            return false;
        }
    }
}
