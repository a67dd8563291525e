using TrialKeep.Runtime.Keys;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Estimating;

/// <summary>Counts the scores that a call would compute: those that neither the run nor another one has of the record and the references as they are now.</summary>
internal static class PendingScores
{
    public static int Count<TTask, TRecord>(Plan<TTask, TRecord> plan, PlanStates states, EvaluationSpec<TTask, TRecord> evaluation, StoredExperiment? experiment)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (experiment is null) return plan.Count;
        using RunReader? run = states.Run is { } known ? experiment.Read(known) : null;
        using EvaluationReader? own = run?.Evaluation(evaluation.Name, evaluation.Identity);
        using GenerationLookup lookup = experiment.Lookup(states.Run, plan.Count);
        using ScoreLookup others = new(experiment, states.Run, evaluation.Name, evaluation.Identity);
        int count = 0;
        for (int i = 0; i < plan.Count; i++)
        {
            if (RecordOf(plan, states, i, run, lookup) is not { } record || !TryOutput(evaluation, run, plan.Keys[i], record, out KeyId? output)) count++;
            else if (!IsCurrent(own, plan.Keys[i], record, plan.ReferencesOf(i), output) && !others.Contains(plan.Keys[i], record, plan.ReferencesOf(i), output)) count++;
        }

        return count;
    }

    // What a transform has yet to make is to be scored then.
    private static bool TryOutput<TTask, TRecord>(EvaluationSpec<TTask, TRecord> evaluation, RunReader? run, KeyId generation, in RecordReference record, out KeyId? output)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        output = null;
        if (evaluation.Transform is not { } transform) return true;
        if (run is null || !CurrentTransform.TryGet(run.Transforms, transform, generation, record, out TransformSummary summary)) return false;
        output = summary.Output;
        return true;
    }

    private static bool IsCurrent(EvaluationReader? scores, KeyId generation, in RecordReference record, KeyId references, KeyId? output) =>
        scores is not null && scores.TryPeek(generation, out ScoreSummary summary) && summary.IsCurrent(record, references, output);

    public static RecordReference? RecordOf<TTask, TRecord>(Plan<TTask, TRecord> plan, PlanStates states, int index, RunReader? run, GenerationLookup lookup)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => states[index] switch
        {
            WorkState.Done or WorkState.Outdated when run is not null && run.TryGet(plan.Keys[index], out StoredGeneration own) => own.Reference,
            WorkState.Reused when lookup.TryFind(plan.Keys[index], out StoredGeneration other) => other.Reference,
            _ => null,
        };
}
