using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Results;

/// <summary>What came out of a run: a comparison for each evaluation, and whether anything is left to do.</summary>
/// <param name="Evaluations">One comparison for each evaluation, as declared; none when the experiment has no evaluation.</param>
/// <param name="First">The comparison that the JSON is about: of the first evaluation, or of the bare answers.</param>
/// <param name="IsComplete">Every planned answer is there, no transform failed on one, and every evaluation gave each of them a finite number.</param>
internal sealed record RunTables(IReadOnlyList<ComparisonResult> Evaluations, ComparisonResult First, bool IsComplete)
{
    public static RunTables Of<TTask, TRecord>(Run<TTask, TRecord> run, ComparisonOptions options)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ComparisonOptions own = options with { By = [], Ranked = false };
        ComparisonResult[] evaluations = [.. Enumerable.Range(0, run.Plan.Experiment.Evaluations.Length).Select(index => Compare(run, index, own))];
        bool isComplete = run.Counts.Failed + run.Counts.Missing == 0
            && Array.TrueForAll(evaluations, static evaluation => evaluation.Arms.All(static arm => arm.Unscored == 0))
            && run.Plan.Experiment.Transforms.All(transform => Enumerable.Range(0, run.Plan.Count).All(index => run.TransformStateOf(index, transform) != WorkState.Failed));
        return new(evaluations, evaluations is [var first, ..] ? first : Compare(run, 0, own), isComplete);
    }

    private static ComparisonResult Compare<TTask, TRecord>(Run<TTask, TRecord> run, int evaluation, ComparisonOptions options)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => ArmComparison.Of(Arm.AllOf(RunArms.Of(run, evaluation)), options);
}
