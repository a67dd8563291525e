using TrialKeep.Orchestration.Execution;
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
    Plan<TTask, TRecord> plan, EvaluationSpec<TTask, TRecord> evaluation, RunReader reader, EvaluationReader stored, RunWriter writer, ScoreLookup others, RunOptions options,
    TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly Lazy<EvaluationWriter> _writer = new(() => writer.Evaluation(evaluation.Name, evaluation.Identity));

    /// <summary>The generations whose score is missing or outdated; scores of other runs are taken over on the way.</summary>
    public List<int> Pending(out int cached)
    {
        List<int> pending = [];
        cached = 0;
        for (int i = 0; i < plan.Count; i++)
        {
            if (!reader.TryGet(plan.Keys[i], out StoredGeneration generation) || !generation.Succeeded) continue;
            // What a transform failed on can't be scored, and the transform says why.
            if (!TryOutput(generation, out KeyId? output)) continue;
            if (options.Replay is null && (IsCurrent(i, generation, output) || TakeOver(i, generation, output))) cached++;
            else pending.Add(i);
        }

        return pending;
    }

    /// <summary>Scores what is pending; after a cancellation the evaluators under way may end within the grace period.</summary>
    public Task RunAsync(IReadOnlyList<int> pending, StageProgress progress, StopTokens stop) =>
        StageLoop.RunAsync(pending, options.Parallelism, index => EvaluateAsync(index, progress, stop.Now), stop);

    // The output that is to be scored; null where that is the record.
    private bool TryOutput(in StoredGeneration generation, out KeyId? output)
    {
        output = null;
        if (evaluation.Transform is not { } transform) return true;
        bool found = CurrentTransform.TryGet(reader.Transforms, transform, generation.Key, generation.Reference, out TransformSummary summary);
        output = summary.Output;
        return found;
    }

    private bool IsCurrent(int index, in StoredGeneration generation, KeyId? output) =>
        stored.TryPeek(plan.Keys[index], out ScoreSummary summary) && summary.IsCurrent(generation.Reference, plan.TaskOf(index).References, output);

    private bool TakeOver(int index, in StoredGeneration generation, KeyId? output) =>
        others.TryCopy(plan.Keys[index], generation.Reference, plan.TaskOf(index).References, output, () => _writer.Value);

    private async Task EvaluateAsync(int index, StageProgress progress, CancellationToken now)
    {
        PlannedTask<TTask> task = plan.TaskOf(index);
        reader.TryGet(plan.Keys[index], out StoredGeneration generation);
        KeyId output = default;
        Score score = default;
        RecordError? error = null;
        try
        {
            score = await evaluation.Open(reader, task.Task, generation, out output)(now).AsTask().WaitAsync(now).ConfigureAwait(false);
            if (score is { Value: null, Reason: null }) score = Score.None("the evaluator returned no score and no reason");
        }
        catch (OperationCanceledException) when (now.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever an evaluator throws is a failure of that score, never of the run.
        catch (Exception exception) when (exception is not TrialKeep.Storage.StoreException)
#pragma warning restore CA1031
        {
            error = FailureDescription.Of(exception);
        }

        if (Append(index, task, generation, output, score, error)) progress.Succeeded();
        else progress.Failed();
    }

    private bool Append(int index, in PlannedTask<TTask> task, in StoredGeneration generation, KeyId output, in Score score, RecordError? error)
    {
        StoredScore line = new(
            plan.Keys[index], generation.Reference, output, task.References,
            score.Value, score.Label, score.Explanation, score.Reason, error, time.GetUtcNow(), evaluation.Transform?.Identity.Id);
        try
        {
            _writer.Value.Append(line);
            return error is null;
        }
        catch (ExperimentDataException exception)
        {
            _writer.Value.Append(line with { Value = null, Label = null, Explanation = null, Unscored = null, Error = FailureDescription.Of(exception) });
            return false;
        }
    }
}
