using System.Globalization;
using TrialKeep.Analysis.Comparison.Stored;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Says what a run lacks and why: answers that failed, scores that failed, records without a score; a sentence a kind.</summary>
internal static class FailureSummary
{
    public static void Write<TTask, TRecord>(TextWriter error, Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        List<(int Index, RecordError Error)> failures = Failures(run, run.ErrorOf);
        WriteKinds(error, run, failures, "answers");
        for (int i = 0; i < run.Plan.Experiment.Evaluations.Length; i++) failures.AddRange(WriteScores(error, run, i));
        if (failures.Count > 0) error.WriteLine("Run again to try them again; what succeeded is kept.");
        if (run.Counts.Missing > 0) error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Counts.Missing:N0} of {run.Plan.Count:N0} answers are missing; run again to get them."));
        if (run.Counts.Erased > 0) WriteErased(error, run);
    }

    // Nothing is left to do about them, and nobody shall wonder where they are.
    private static void WriteErased<TTask, TRecord>(TextWriter error, Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        int first = Enumerable.Range(0, run.Plan.Count).First(index => run.StateOf(index) == WorkState.Erased);
        string why = run.TombstoneOf(first) is { } tombstone ? $" ({DisplayText.OneLine(tombstone.Reason)})" : "";
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Counts.Erased:N0} of {run.Plan.Count:N0} answers were erased and are not made again, first that of {Place(run, first)}{why}; take the items out of the data to be rid of this line."));
    }

    private static List<(int Index, RecordError Error)> WriteScores<TTask, TRecord>(TextWriter error, Run<TTask, TRecord> run, int evaluation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        string name = run.Plan.Experiment.Evaluations[evaluation].Name;
        List<(int Index, RecordError Error)> failures = Failures(run, index => HasRecord(run, index) && run.ScoreOf(index, evaluation) is null ? run.EvaluationErrorOf(index, evaluation) : null);
        WriteKinds(error, run, failures, $"scores by {name}");
        List<(int Index, string Reason)> unscored = [];
        for (int i = 0; i < run.Plan.Count; i++)
        {
            if (HasRecord(run, i) && run.EvaluationErrorOf(i, evaluation) is null && Unscored(run.ScoreOf(i, evaluation)) is { } reason) unscored.Add((i, reason));
        }

        if (unscored is [var (index, why), ..]) error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{unscored.Count:N0} of {run.Plan.Count:N0} answers have no score by {name}, first that of {Place(run, index)}: {DisplayText.OneLine(why)}"));
        return failures;
    }

    private static bool HasRecord<TTask, TRecord>(Run<TTask, TRecord> run, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => run.StateOf(index) is not (WorkState.Missing or WorkState.Failed or WorkState.Erased);

    private static string? Unscored(StoredScore? score) => score is { } given ? ScoreGap.Of(given) : "it was not scored yet";

    private static List<(int Index, RecordError Error)> Failures<TTask, TRecord>(Run<TTask, TRecord> run, Func<int, RecordError?> errorOf)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        List<(int Index, RecordError Error)> failures = [];
        for (int i = 0; i < run.Plan.Count; i++)
        {
            if (errorOf(i) is { } failure) failures.Add((i, failure));
        }

        return failures;
    }

    private static void WriteKinds<TTask, TRecord>(TextWriter error, Run<TTask, TRecord> run, List<(int Index, RecordError Error)> failures, string what)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        foreach (IGrouping<string, (int Index, RecordError Error)> kind in failures.GroupBy(static one => one.Error.Kind).OrderByDescending(static group => group.Count()))
        {
            (int index, RecordError first) = kind.First();
            error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind.Count():N0} of {run.Plan.Count:N0} {what} failed with {DisplayText.OneLine(kind.Key)}, first that of {Place(run, index)}: {DisplayText.OneLine(first.Message)}"));
        }
    }

    private static string Place<TTask, TRecord>(Run<TTask, TRecord> run, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => $"{DisplayText.OneLine(run.Plan.VariantOf(index).Name)} to {DisplayText.OneLine(run.Plan.TaskOf(index).Item)}";
}
