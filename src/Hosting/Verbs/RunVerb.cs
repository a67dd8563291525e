using TrialKeep.Analysis.Phrasing;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Hosting.Results;
using TrialKeep.Orchestration.Execution;
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
        if (session.Settings.DryRun) return DryRun.Show(session);
        using Store store = session.Settings.Run.Offline ? session.FindStore() ?? throw Miss(session) : session.OpenStore();
        using Run<TTask, TRecord> run = await ExecuteAsync(session, store, cancellation).ConfigureAwait(false);
        RunTables tables = RunTables.Of(run, session.Settings.Comparison);
        RunReport.Write(session, run, tables);
        ReportFile.Write(session, store, run);
        if (run.Stop is { } stop) session.Console.Error.WriteLine(DisplayText.OneLine(stop.Message));
        return session.Conclude(store, run, run.Stop is not null ? ExitCode.Stopped : tables.IsComplete ? ExitCode.Success : ExitCode.Incomplete);
    }

    private static async Task<Run<TTask, TRecord>> ExecuteAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, Store store, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using ProgressDisplay progress = ProgressDisplay.On(session.Console, TimeProvider.System);
        return await session.Runner(store).RunAsync(session.Settings.Quiet ? null : progress, cancellation).ConfigureAwait(false);
    }

    private static OfflineMissException Miss<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> =>
        new($"There is no store in {session.Settings.Store}, so that none of {session.Plan.Count} answers is stored; run without --offline to get them.", session.Plan.Count);
}
