using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>What a stage of the program's own needs.</summary>
/// <param name="Name">The stage.</param>
/// <param name="After">The stage that it stands after.</param>
/// <param name="IsDone">It has ended well on the run as it is, and is skipped until something comes or goes.</param>
public sealed record StageState(string Name, RunStage After, bool IsDone)
{
    internal static StageState[] Read<TTask, TRecord>(Plan<TTask, TRecord> plan, RunReader? reader, IReadOnlyList<EvaluationReader> evaluations)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (plan.Experiment.Stages.IsEmpty) return [];
        if (reader is null) return [.. plan.Experiment.Stages.Select(static stage => new StageState(stage.Name, stage.After, IsDone: false))];
        Dictionary<string, string> successes = OwnCodeEvents.Successes(reader.Events);
        Dictionary<RunStage, Digest> states = plan.Experiment.Stages.Select(static stage => stage.After).Distinct().ToDictionary(static after => after, after => RunState.Of(plan, reader, evaluations, after));
        return [.. plan.Experiment.Stages.Select(stage => new StageState(stage.Name, stage.After, successes.GetValueOrDefault(stage.Name) == RunState.Of(stage, states[stage.After]).ToString()))];
    }
}
