using TrialKeep.Orchestration.Execution;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>The state of every generation of a plan, read from the store; nothing runs and nothing is written.</summary>
public sealed class PlanStates
{
    private readonly WorkState[] _states;

    private PlanStates(RunId? run, WorkState[] states, TransformCounts[] transforms, StageState[] stages) => (Run, _states, Transforms, Stages) = (run, states, transforms, stages);

    /// <summary>How far each transform of the experiment is, as declared.</summary>
    public IReadOnlyList<TransformCounts> Transforms { get; }

    /// <summary>What each stage of the program's own needs, as declared.</summary>
    public IReadOnlyList<StageState> Stages { get; }

    /// <summary>The run that the next call would continue; null when it would start one.</summary>
    public RunId? Run { get; }

    /// <summary>The state of a generation, by its place in the plan.</summary>
    public WorkState this[int index] => _states[index];

    /// <summary>How many generations have a state.</summary>
    public int Count(WorkState state) => _states.Count(other => other == state);

    /// <summary>Reads the states of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="experiment">The experiment in the store; null when there is no store yet.</param>
    public static PlanStates Read<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment? experiment)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(plan);
        WorkState[] states = new WorkState[plan.Count];
        if (experiment is null)
        {
            Array.Fill(states, WorkState.Missing);
            return new(null, states, [.. plan.Experiment.Transforms.Select(transform => TransformCounts.Read(plan.Keys, transform, reader: null))], StageState.Read(plan, reader: null, []));
        }

        RunId? known = experiment.LatestRun(plan.Manifest);
        using RunReader? reader = known is { } run ? experiment.Read(run) : null;
        EvaluationReader[] evaluations = reader is null
            ? []
            : [.. plan.Experiment.Evaluations.Select(evaluation => reader.Evaluation(evaluation.Name, evaluation.Identity))];
        using LazyLookup lookup = new(() => experiment.Lookup(known, plan.Count));
        ErasedWork erased = experiment.Erased();
        for (int i = 0; i < states.Length; i++) states[i] = StateOf(plan, i, reader, evaluations, lookup, plan.TombstoneOf(erased, i) is not null);
        TransformCounts[] transforms = [.. plan.Experiment.Transforms.Select(transform => TransformCounts.Read(plan.Keys, transform, reader))];
        StageState[] stages = StageState.Read(plan, reader, evaluations);
        foreach (EvaluationReader evaluation in evaluations) evaluation.Dispose();
        return new(known, states, transforms, stages);
    }

    private static WorkState StateOf<TTask, TRecord>(Plan<TTask, TRecord> plan, int index, RunReader? reader, EvaluationReader[] evaluations, LazyLookup lookup, bool isErased)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        StoredGeneration generation = default;
        bool stored = reader is not null && reader.TryGet(plan.Keys[index], out generation);
        if (stored && generation.Succeeded) return CurrentWork.IsDone(plan, index, generation, reader!, evaluations) ? WorkState.Done : WorkState.Outdated;
        if (isErased) return WorkState.Erased;
        if (lookup.TryFind(plan.Keys[index], out _)) return WorkState.Reused;
        // Erased from this run by an older call, and from nowhere else.
        if (reader is not null && reader.IsErased(plan.Keys[index])) return WorkState.Erased;
        return stored ? WorkState.Failed : WorkState.Missing;
    }
}
