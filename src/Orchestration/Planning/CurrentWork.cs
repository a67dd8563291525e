using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>Tells of a record that is there what is left to do with it: one rule for the plan, the run and whatever reports on them.</summary>
internal static class CurrentWork
{
    /// <summary>Whether every transform and every evaluation has done with a record.</summary>
    public static bool IsDone<TTask, TRecord>(Plan<TTask, TRecord> plan, int index, in StoredGeneration generation, RunReader reader, IReadOnlyList<EvaluationReader> evaluations)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (!CurrentTransform.HasAll(reader.Transforms, plan.Experiment.Transforms, generation.Key, generation.Reference)) return false;
        for (int i = 0; i < evaluations.Count; i++)
        {
            if (!evaluations[i].TryPeek(generation.Key, out ScoreSummary summary) || !IsScored(plan, index, generation, i, reader, summary)) return false;
        }

        return true;
    }

    /// <summary>Whether a score was made from what stands: the record, or the current output of its evaluation's transform, and the references.</summary>
    public static bool IsScored<TTask, TRecord>(Plan<TTask, TRecord> plan, int index, in StoredGeneration generation, int evaluation, RunReader reader, in ScoreSummary summary)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (!summary.IsCurrent(generation.Reference, plan.ReferencesOf(index))) return false;
        if (plan.Experiment.Evaluations[evaluation].Transform is not { } transform) return true;
        return CurrentTransform.TryGet(reader.Transforms, transform, generation.Key, generation.Reference, out TransformSummary output) && summary.Output == output.Output;
    }

    /// <summary>What a transform of a generation needs.</summary>
    public static WorkState TransformState<TRecord>(Transform<TRecord> transform, in StoredGeneration generation, TransformReader reader)
        where TRecord : IExperimentRecord<TRecord>
    {
        if (!generation.Succeeded) return WorkState.Missing;
        if (CurrentTransform.TryGet(reader, transform, generation.Key, generation.Reference, out _)) return WorkState.Done;
        if (!reader.TryPeek(generation.Key, transform.Identity.Id, out TransformSummary summary)) return WorkState.Missing;
        return summary.Outcome == TransformOutcome.Failed && summary.Record == generation.Reference ? WorkState.Failed : WorkState.Outdated;
    }

    /// <summary>The first transform of a chain that failed; null when none did.</summary>
    public static Transform<TRecord>? FailedOn<TRecord>(Transform<TRecord> transform, Func<Transform<TRecord>, WorkState> stateOf)
        where TRecord : IExperimentRecord<TRecord>
    {
        if (transform.Source is { } source && FailedOn(source, stateOf) is { } failed) return failed;
        return stateOf(transform) == WorkState.Failed ? transform : null;
    }
}
