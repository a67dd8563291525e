using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Hosting.Results;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Results;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Writes what came out of a run: the files that were asked for, and a table for each evaluation.</summary>
internal static class RunReport
{
    public static void Write<TTask, TRecord>(HostSession<TTask, TRecord> session, Run<TTask, TRecord> run, RunTables tables)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Settings.Json is { } json) OutputFile.Write(json, stream => JsonReport.Write(stream, tables.First, Calls(run.Counts)));
        WriteResults(session, run);
        if (!session.Settings.IsTextWanted) return;
        session.Console.Out.WriteLine(CallLine.Of(run));
        Print(session.Console, run.Plan.Experiment.Name, tables.Evaluations);
    }

    /// <summary>Writes the answers, if they were asked for: what every verb that looks at a run has.</summary>
    public static void WriteResults<TTask, TRecord>(HostSession<TTask, TRecord> session, Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Settings.Results is { } results) OutputFile.Write(results, stream => ResultsFile.Write(run, stream));
    }

    private static CallCounts Calls(in WorkCounts counts) => new(counts.Generated, counts.Cached, counts.Failed, counts.Missing, counts.Evaluated) { Erased = counts.Erased };

    private static void Print(HostConsole console, string experiment, IReadOnlyList<ComparisonResult> evaluations)
    {
        if (evaluations.Count == 0) console.Out.WriteLine($"The experiment '{experiment}' has no evaluation: there is nothing to compare its answers by.");
        foreach (ComparisonResult evaluation in evaluations)
        {
            console.Out.WriteLine();
            TextReport.Write(console.Out, evaluation, console.Width);
        }
    }
}
