using TrialKeep.Orchestration.Resuming;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Continues a stored run of this plan.</summary>
internal static class ResumeVerb
{
    public static Task<int> RunAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Settings.Run.Fresh) throw new InvalidInputException("resume goes on with a run, and --fresh begins one; leave one of them out.");
        return RunVerb.RunAsync(session with { Settings = session.Settings with { Run = session.Settings.Run with { Resume = Find(session) } } }, cancellation);
    }

    private static RunId Find<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store store = session.FindStore() ?? throw new InvalidInputException($"There is no store in {session.Settings.Store}, and so no run to resume; name it with --store, or call run.");
        return RunNames.Find(store.Experiment(session.Plan.Experiment.Name), session.Settings.RunName);
    }
}
