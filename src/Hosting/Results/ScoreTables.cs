using TrialKeep.Analysis.Comparison;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Results;

/// <summary>The outcomes of a run as the analysis takes them.</summary>
internal static class ScoreTables
{
    public static ScoreTable Of<TTask, TRecord>(Run<TTask, TRecord> run, int evaluation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        Plan<TTask, TRecord> plan = run.Plan;
        ScoreTableBuilder table = new(plan.Experiment.Name, run.Id.ToString(), EvaluationName(plan, evaluation),
            plan.Variants.Select(static variant => variant.Name), plan.Tasks.Count * plan.Samples);
        foreach (PlannedTask<TTask> task in plan.Tasks)
        {
            for (int sample = 0; sample < plan.Samples; sample++) table.AddUnit(task.Item, sample);
        }

        for (int i = 0; i < plan.Count; i++)
        {
            (Outcome outcome, string? reason) = OutcomeOf(run, i, evaluation);
            if (outcome != Outcome.Missing) table.Set(plan.TaskIndexOf(i) * plan.Samples + plan.SampleOf(i), plan.VariantIndexOf(i), outcome, reason);
        }

        return table.Build();
    }

    private static string EvaluationName<TTask, TRecord>(Plan<TTask, TRecord> plan, int evaluation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> =>
        evaluation < plan.Experiment.Evaluations.Length ? plan.Experiment.Evaluations[evaluation].Name : "none";

    private static (Outcome Outcome, string? Reason) OutcomeOf<TTask, TRecord>(Run<TTask, TRecord> run, int index, int evaluation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        switch (run.StateOf(index))
        {
            case WorkState.Missing or WorkState.Erased:
                return (Outcome.Missing, null);
            case WorkState.Failed:
                return (Outcome.Failed, run.ErrorOf(index)!.Kind);
            default:
                if (evaluation >= run.Plan.Experiment.Evaluations.Length) return (Outcome.Unscored, "the experiment has no evaluation");
                if (run.PeekOf(index, evaluation) is not { } score) return (Outcome.Unscored, run.EvaluationErrorOf(index, evaluation)?.Message ?? "not scored yet");
                return ScoreOutcome.Of(score.Value, score.Value is null ? run.ScoreOf(index, evaluation)?.Unscored : null);
        }
    }
}
