using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Calls the hooks of the stages.</summary>
internal sealed class StageHooks<TTask, TRecord>(Plan<TTask, TRecord> plan, RunSession session, OwnCode code, StopTokens stop)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    /// <summary>Calls what stands before a stage, until one fails or the call is stopped.</summary>
    /// <returns>Whether the stage may begin.</returns>
    public async Task<bool> BeforeAsync(RunStage stage, IReadOnlyList<RunProgress> ended, int? pending = null)
    {
        foreach (StageHook<TTask, TRecord> hook in Of(stage, isBefore: true))
        {
            if (!await CallAsync(hook, ended, pending, stop.Soon).ConfigureAwait(false) || stop.Soon.IsCancellationRequested) return false;
        }

        return true;
    }

    /// <summary>Calls what stands after a stage, all of it: one may end what another has begun.</summary>
    public async Task AfterAsync(RunStage stage, IReadOnlyList<RunProgress> ended)
    {
        foreach (StageHook<TTask, TRecord> hook in Of(stage, isBefore: false)) await CallAsync(hook, ended, pending: null, stop.Now).ConfigureAwait(false);
    }

    private IEnumerable<StageHook<TTask, TRecord>> Of(RunStage stage, bool isBefore) => plan.Experiment.Hooks.Where(hook => hook.Stage == stage && hook.IsBefore == isBefore);

    private Task<bool> CallAsync(StageHook<TTask, TRecord> hook, IReadOnlyList<RunProgress> ended, int? pending, CancellationToken cancellation)
    {
        StageContext<TTask, TRecord> context = new(hook.Stage, plan, session, [.. ended], pending);
        return code.CallAsync(StopKind.Hook, hook.Name, token => hook.Work(context, token), cancellation);
    }
}
