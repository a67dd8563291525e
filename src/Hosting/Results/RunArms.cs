using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Stored;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Results;

/// <summary>The scores of a run by what it holds in memory: without measurements and slices, which records and tasks would have to be decoded for.</summary>
internal static class RunArms
{
    /// <summary>The scores under one evaluation of the plan; without one, what became of the answers.</summary>
    public static ArmTable Of<TTask, TRecord>(Run<TTask, TRecord> run, int evaluation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        Plan<TTask, TRecord> plan = run.Plan;
        ArmTableBuilder table = new(plan.Experiment.Name, run.Id.ToString(), LabelOf(plan, evaluation), plan.Variants.Select(static variant => variant.Name));
        bool hasClusters = TaskTraits.HasClusters(TTask.Schema);
        foreach (PlannedTask<TTask> task in plan.Tasks)
        {
            UnitTraits? traits = hasClusters ? new UnitTraits { Cluster = TaskTraits.Of(task.Task).Cluster } : null;
            for (int sample = 0; sample < plan.Samples; sample++) table.AddUnit(task.Item, sample, traits);
        }

        for (int i = 0; i < plan.Count; i++) Set(table, run, i, evaluation);
        return table.Build();
    }

    private static EvaluatorLabel LabelOf<TTask, TRecord>(Plan<TTask, TRecord> plan, int evaluation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> =>
        evaluation < plan.Experiment.Evaluations.Length
            ? StoredArms.LabelOf(plan.Experiment.Evaluations[evaluation].Name, plan.Experiment.Evaluations[evaluation].Identity) : new("none", "");

    private static void Set<TTask, TRecord>(ArmTableBuilder table, Run<TTask, TRecord> run, int index, int evaluation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        Plan<TTask, TRecord> plan = run.Plan;
        (int unit, int variant) = (plan.TaskIndexOf(index) * plan.Samples + plan.SampleOf(index), plan.VariantIndexOf(index));
        table.SetKey(unit, variant, plan.Keys[index]);
        if (run.StateOf(index) is WorkState.Missing) return;
        if (run.StateOf(index) is WorkState.Erased) table.SetGap(unit, variant, Standing.Erased);
        else if (run.StateOf(index) == WorkState.Failed) table.SetGap(unit, variant, Standing.Failed, run.ErrorOf(index)!.Kind);
        else if (evaluation >= plan.Experiment.Evaluations.Length) table.SetGap(unit, variant, Standing.Unscored, "the experiment has no evaluation");
        else if (run.PeekOf(index, evaluation) is not { } score) table.SetGap(unit, variant, Standing.Unscored, run.EvaluationErrorOf(index, evaluation)?.Message ?? "not scored yet");
        else if (score.Value is double value) table.SetScore(unit, variant, value);
        else table.SetGap(unit, variant, Standing.Unscored, run.ScoreOf(index, evaluation) is { } stored ? ScoreGap.Of(stored) : null);
    }
}
