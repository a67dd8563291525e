using System.Globalization;
using TrialKeep.Analysis.Comparison.Stored;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Orchestration.Explaining;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Says what a run lacks and why: answers, outputs of transforms and scores that failed, records without a score; a sentence a kind.</summary>
internal static class FailureSummary
{
    public static void Write<TTask, TRecord>(TextWriter error, Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        IReadOnlyList<FailureExplanation> failures = FailureReader.Of(run);
        foreach (FailureExplanation failure in failures.Where(static one => one.Stage != RunStage.Evaluate)) error.WriteLine(Sentence(failure, run.Plan.Count));
        for (int i = 0; i < run.Plan.Experiment.Evaluations.Length; i++) WriteScores(error, run, i, failures);
        if (failures.Count > 0) error.WriteLine("Run again to try them again; what succeeded is kept.");
        if (run.Counts.Missing > 0) error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Counts.Missing:N0} of {run.Plan.Count:N0} answers are missing; run again to get them."));
        if (run.Counts.Erased > 0) WriteErased(error, run);
    }

    /// <summary>How many failed how, and the first of them.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="planned">How many answers are planned; null to leave that out.</param>
    public static string Sentence(FailureExplanation failure, int? planned = null) => string.Create(CultureInfo.InvariantCulture,
        $"{failure.Count:N0}{(planned is { } all ? $" of {all.ToString("N0", CultureInfo.InvariantCulture)}" : "")} {DisplayText.OneLine(failure.What)} failed with {DisplayText.OneLine(failure.Kind)}, first that of {DisplayText.OneLine(failure.Variant)} to {DisplayText.OneLine(failure.Item)}: {DisplayText.OneLine(failure.Message)}");

    // Nothing is left to do about them, and nobody shall wonder where they are.
    private static void WriteErased<TTask, TRecord>(TextWriter error, Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        int first = Enumerable.Range(0, run.Plan.Count).First(index => run.StateOf(index) == WorkState.Erased);
        string why = run.TombstoneOf(first) is { } tombstone ? $" ({DisplayText.OneLine(tombstone.Reason)})" : "";
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Counts.Erased:N0} of {run.Plan.Count:N0} answers were erased and are not made again, first that of {Place(run, first)}{why}; take the items out of the data to be rid of this line."));
    }

    private static void WriteScores<TTask, TRecord>(TextWriter error, Run<TTask, TRecord> run, int evaluation, IReadOnlyList<FailureExplanation> failures)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        string name = run.Plan.Experiment.Evaluations[evaluation].Name;
        foreach (FailureExplanation failure in failures.Where(one => one.Stage == RunStage.Evaluate && one.Name == name)) error.WriteLine(Sentence(failure, run.Plan.Count));
        List<(int Index, string Reason)> unscored = [];
        for (int i = 0; i < run.Plan.Count; i++)
        {
            if (HasRecord(run, i) && Unscored(run, i, evaluation) is { } reason) unscored.Add((i, reason));
        }

        if (unscored is [var (index, why), ..]) error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{unscored.Count:N0} of {run.Plan.Count:N0} answers have no score by {name}, first that of {Place(run, index)}: {DisplayText.OneLine(why)}"));
    }

    private static bool HasRecord<TTask, TRecord>(Run<TTask, TRecord> run, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => run.StateOf(index) is not (WorkState.Missing or WorkState.Failed or WorkState.Erased);

    // What an evaluator failed on has been told.
    private static string? Unscored<TTask, TRecord>(Run<TTask, TRecord> run, int index, int evaluation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (run.FailedTransformOf(index, evaluation) is { } failed) return $"the transform '{failed.Name}' failed on it";
        if (run.ScoreOf(index, evaluation) is { } given) return ScoreGap.Of(given);
        return run.EvaluationErrorOf(index, evaluation) is null ? "it was not scored yet" : null;
    }

    private static string Place<TTask, TRecord>(Run<TTask, TRecord> run, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => $"{DisplayText.OneLine(run.Plan.VariantOf(index).Name)} to {DisplayText.OneLine(run.Plan.TaskOf(index).Item)}";
}
