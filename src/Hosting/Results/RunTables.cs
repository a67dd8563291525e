using TrialKeep.Analysis.Comparison;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Results;

/// <summary>What came out of a run: a comparison for each evaluation, and whether anything is left to do.</summary>
/// <param name="Evaluations">One comparison for each evaluation, as declared; none when the experiment has no evaluation.</param>
/// <param name="First">The comparison that the JSON and the HTML report are about: of the first evaluation, or of the bare answers.</param>
/// <param name="IsComplete">Every planned answer is there, and every evaluation gave each of them a score that is right or wrong.</param>
internal sealed record RunTables(IReadOnlyList<VariantComparison> Evaluations, VariantComparison First, bool IsComplete)
{
    public static RunTables Of<TTask, TRecord>(Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        VariantComparison[] evaluations = [.. Enumerable.Range(0, run.Plan.Experiment.Evaluations.Length).Select(index => VariantComparison.Of(ScoreTables.Of(run, index)))];
        bool isComplete = run.Counts.Failed + run.Counts.Missing == 0
            && Array.TrueForAll(evaluations, static evaluation => evaluation.Summaries.All(static variant => variant.Unscored == 0));
        return new(evaluations, evaluations is [var first, ..] ? first : VariantComparison.Of(ScoreTables.Of(run, 0)), isComplete);
    }
}
