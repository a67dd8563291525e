using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Stored;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Results;

/// <summary>The scores of stored runs as the analysis takes them: a table for each evaluation of the plan that a run has scores of.</summary>
internal sealed class ArmTables<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly Plan<TTask, TRecord> _plan;
    private readonly Dictionary<string, KeyId> _references;

    public ArmTables(Plan<TTask, TRecord> plan)
    {
        _plan = plan;
        _references = plan.Tasks.ToDictionary(static task => task.Item, static task => task.References, StringComparer.Ordinal);
    }

    /// <summary>The evaluators as they are now.</summary>
    public IReadOnlyList<EvaluatorLabel> Evaluators => [.. _plan.Experiment.Evaluations.Select(static evaluation => StoredArms.LabelOf(evaluation.Name, evaluation.Identity))];

    /// <summary>The run of the plan, with its tasks as they are now.</summary>
    public IReadOnlyList<ArmTable> OfPlan(StoredExperiment experiment, RunId run) =>
        Read(experiment, run, _plan.Tasks.ToDictionary(static task => task.Item, static task => task.Task, StringComparer.Ordinal));

    /// <summary>Another run, with its tasks as they were.</summary>
    public IReadOnlyList<ArmTable> OfOther(StoredExperiment experiment, RunId run) => Read(experiment, run, current: null);

    private ArmTable[] Read(StoredExperiment experiment, RunId run, Dictionary<string, TTask>? current)
    {
        using RunReader reader = experiment.Read(run);
        return [.. _plan.Experiment.Evaluations.Select(evaluation => Read(reader, evaluation, current)).OfType<ArmTable>()];
    }

    private ArmTable? Read(RunReader reader, EvaluationSpec<TTask, TRecord> evaluation, Dictionary<string, TTask>? current) =>
        StoredArms.Read<TTask, TRecord>(reader, evaluation.Name, evaluation.Identity, item => _references.TryGetValue(item, out KeyId known) ? known : null, current, evaluation.Transform?.Identity.Id);
}
