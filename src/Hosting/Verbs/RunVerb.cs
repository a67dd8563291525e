using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Hosting.Results;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Results;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Runs what is left of the plan and reports.</summary>
internal static class RunVerb
{
    public static async Task<int> RunAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        Run<TTask, TRecord> run;
        using (Store store = session.OpenStore())
        using (ConsoleProgress progress = new(session.Console, TimeProvider.System))
        {
            run = await session.Runner(store).RunAsync(session.Settings.Quiet ? null : progress, cancellation).ConfigureAwait(false);
        }

        VariantComparison comparison = VariantComparison.Of(ScoreTables.Of(run, 0));
        Report(session, run, comparison);
        FailureSummary.Write(session.Console.Error, run);
        return IsComplete(comparison) ? ExitCode.Success : ExitCode.Incomplete;
    }

    internal static bool IsComplete(VariantComparison comparison) => comparison.Summaries.All(static variant => variant.Failed + variant.Missing + variant.Unscored == 0);

    internal static void Report<TTask, TRecord>(HostSession<TTask, TRecord> session, Run<TTask, TRecord> run, VariantComparison comparison)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        WorkCounts counts = run.Counts;
        if (session.Settings.Json is { } json)
        {
            CallCounts calls = new(counts.Generated, counts.Cached, counts.Failed, counts.Missing, counts.Evaluated);
            OutputFile.Write(json, stream => JsonReport.Write(stream, comparison, calls));
        }

        if (session.Settings.Results is { } results) OutputFile.Write(results, stream => ResultsFile.Write(run, stream));
        if (session.Settings.Report is { } report) OutputFile.Write(report, stream => HtmlReport.Write(stream, comparison));
        if (session.Settings.Quiet || session.Settings.Json == "-" || session.Settings.Results == "-") return;
        session.Console.Out.WriteLine(CallLine.Of(run));
        session.Console.Out.WriteLine();
        TextReport.Write(session.Console.Out, comparison);
    }
}
