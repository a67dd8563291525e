using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Estimating;

/// <summary>The outputs that a call would make: those that neither the run nor another one has of the record as it is now.</summary>
/// <param name="Outputs">How many.</param>
/// <param name="Asked">Of these, how many the transform is asked for at most: where the one before it has found nothing it is not.</param>
/// <param name="Waiting">Of those, how many are made of what another transform has yet to make.</param>
internal readonly record struct PendingOutputs(int Outputs, int Asked, int Waiting)
{
    /// <summary>Counts them.</summary>
    public static PendingOutputs Count<TTask, TRecord>(Plan<TTask, TRecord> plan, PlanStates states, Transform<TRecord> transform, StoredExperiment? experiment)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (experiment is null) return new(plan.Count, plan.Count, transform.Source is null ? 0 : plan.Count);
        using RunReader? run = states.Run is { } known ? experiment.Read(known) : null;
        using GenerationLookup lookup = experiment.Lookup(states.Run, plan.Count);
        using TransformLookup others = new(experiment, states.Run);
        PendingOutputs count = default;
        for (int i = 0; i < plan.Count; i++)
        {
            if (states[i] == WorkState.Erased) continue;
            count += PendingScores.RecordOf(plan, states, i, run, lookup) is { } record ? Of(transform, plan.Keys[i], record, run, others) : Needed(transform, transform.Source is null);
        }

        return count;
    }

    public static PendingOutputs operator +(in PendingOutputs left, in PendingOutputs right) => new(left.Outputs + right.Outputs, left.Asked + right.Asked, left.Waiting + right.Waiting);

    private static PendingOutputs Of<TRecord>(Transform<TRecord> transform, KeyId generation, in RecordReference record, RunReader? run, TransformLookup others)
        where TRecord : IExperimentRecord<TRecord>
    {
        if (run is not null && CurrentTransform.TryGet(run.Transforms, transform, generation, record, out _)) return default;
        if (transform.Source is not { } source) return others.Find(generation, transform.Identity.Id, record) is null ? Needed(transform, isInputKnown: true) : default;
        if (run is null || !CurrentTransform.TryGet(run.Transforms, source, generation, record, out TransformSummary before))
        {
            // Both may be taken over from another run.
            return others.Find(generation, transform.Identity.Id, record) is { } made && others.Find(generation, source.Identity.Id, record)?.Stored.Output == made.Stored.Envelope.Input
                ? default : Needed(transform, isInputKnown: false);
        }

        if (run.Transforms.FindByInput(transform.Identity.Id, before.Output) is not null || others.FindByInput(transform.Identity.Id, before.Output) is not null) return default;
        return before.Outcome == TransformOutcome.None ? new(1, 0, 0) : Needed(transform, isInputKnown: true);
    }

    private static PendingOutputs Needed<TRecord>(Transform<TRecord> transform, bool isInputKnown)
        where TRecord : IExperimentRecord<TRecord> => new(1, 1, isInputKnown || transform.Source is null ? 0 : 1);
}
