using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Explaining;

/// <summary>Finds what of a run failed, and groups it by who failed and how.</summary>
public static class FailureReader
{
    /// <summary>Answers first, then each transform, then each evaluation, as declared; of each the most frequent kind first. What a failed transform keeps from being scored is no failure of an evaluator.</summary>
    /// <param name="run">The run.</param>
    /// <param name="item">Only of this item; null for all.</param>
    public static IReadOnlyList<FailureExplanation> Of<TTask, TRecord>(Run<TTask, TRecord> run, string? item = null)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(run);
        List<FailureExplanation> failures = [.. Group(run, item, RunStage.Generate, null, run.ErrorOf)];
        foreach (Transform<TRecord> transform in run.Plan.Experiment.Transforms)
        {
            failures.AddRange(Group(run, item, RunStage.Transform, transform.Name, index => run.TransformStateOf(index, transform) == WorkState.Failed ? run.TransformOf(index, transform)?.Error : null));
        }

        for (int i = 0; i < run.Plan.Experiment.Evaluations.Length; i++)
        {
            int evaluation = i;
            failures.AddRange(Group(run, item, RunStage.Evaluate, run.Plan.Experiment.Evaluations[i].Name, index => run.FailedTransformOf(index, evaluation) is null ? run.EvaluationErrorOf(index, evaluation) : null));
        }

        return failures;
    }

    private static IEnumerable<FailureExplanation> Group<TTask, TRecord>(Run<TTask, TRecord> run, string? item, RunStage stage, string? name, Func<int, RecordError?> errorOf)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        Dictionary<string, FailureExplanation> kinds = new(StringComparer.Ordinal);
        for (int i = 0; i < run.Plan.Count; i++)
        {
            if ((item is not null && run.Plan.TaskOf(i).Item != item) || errorOf(i) is not { } error) continue;
            kinds[error.Kind] = kinds.TryGetValue(error.Kind, out FailureExplanation? known)
                ? known with { Count = known.Count + 1 }
                : new(stage, name, error.Kind, 1, run.Plan.VariantOf(i).Name, run.Plan.TaskOf(i).Item, error.Message);
        }

        return kinds.Values.OrderByDescending(static kind => kind.Count);
    }
}
