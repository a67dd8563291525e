using TrialKeep.Orchestration.Execution;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Computes missing and outdated scores of the stored run; no variant is asked and no run begun.</summary>
internal static class EvaluateVerb
{
    public static async Task<int> RunAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Settings.Run.Fresh) throw new InvalidInputException("evaluate scores what is stored, and --fresh would begin a run without answers; leave one of them out.");
        if (!IsStored(session)) return ExitCode.Incomplete;
        HostSession<TTask, TRecord> scoring = session with { Settings = session.Settings with { Run = session.Settings.Run with { Only = WorkFilter.Outdated, Replay = session.Settings.Again ? RunStage.Evaluate : null } } };
        return await RunVerb.RunAsync(scoring, cancellation).ConfigureAwait(false);
    }

    private static bool IsStored<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        using Run<TTask, TRecord>? run = session.FindRun(store);
        return run is not null;
    }
}
