using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Estimating;

/// <summary>Counts the outputs that a call would make: those that neither the run nor another one has of the record as it is now.</summary>
internal static class PendingOutputs
{
    public static int Count<TTask, TRecord>(Plan<TTask, TRecord> plan, PlanStates states, Transform<TRecord> transform, StoredExperiment? experiment)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (experiment is null) return plan.Count;
        using RunReader? run = states.Run is { } known ? experiment.Read(known) : null;
        using GenerationLookup lookup = experiment.Lookup(states.Run, plan.Count);
        using TransformLookup others = new(experiment, states.Run);
        int count = 0;
        for (int i = 0; i < plan.Count; i++)
        {
            if (states[i] == WorkState.Erased) continue;
            if (PendingScores.RecordOf(plan, states, i, run, lookup) is not { } record) count++;
            else if (!IsMade(run, transform, plan, i, record) && others.Find(plan.Keys[i], transform.Identity.Id, record) is null) count++;
        }

        return count;
    }

    private static bool IsMade<TTask, TRecord>(RunReader? run, Transform<TRecord> transform, Plan<TTask, TRecord> plan, int index, in RecordReference record)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => run is not null && CurrentTransform.TryGet(run.Transforms, transform, plan.Keys[index], record, out _);
}
