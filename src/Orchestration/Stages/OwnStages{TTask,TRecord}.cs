using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Runs the stages of the program's own that have not ended well on the run as it is.</summary>
internal sealed class OwnStages<TTask, TRecord>(Plan<TTask, TRecord> plan, RunSession session, OwnCode code, RunOptions options, TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    /// <summary>Runs them one after the other, until one fails or the call is stopped.</summary>
    /// <param name="run">The run, with everything that the other stages have made.</param>
    /// <param name="state">What the run holds.</param>
    /// <param name="observer">Sees the progress.</param>
    /// <param name="earlier">The stages that are over; those of this call are added.</param>
    /// <param name="stop">When to stop.</param>
    public async Task RunAsync(Run<TTask, TRecord> run, Digest state, IProgress<RunProgress>? observer, List<RunProgress> earlier, StopTokens stop)
    {
        Dictionary<string, string> successes = OwnCodeEvents.Successes(session.Reader.Events);
        foreach (OwnStage<TTask, TRecord> stage in plan.Experiment.Stages)
        {
            if (stop.Soon.IsCancellationRequested) return;
            Digest here = RunState.Of(stage, state);
            bool isDone = !IsForced(stage) && successes.GetValueOrDefault(stage.Name) == here.ToString();
            StageProgress progress = new(RunStage.Own, 1, isDone ? 1 : 0, time, observer, [.. earlier], stage.Name);
            progress.Report();
            if (!isDone) await RunAsync(stage, run, here, earlier, progress, stop).ConfigureAwait(false);
            earlier.Add(progress.Now);
        }
    }

    private bool IsForced(OwnStage<TTask, TRecord> stage) => options.Replay is not null || options.Stages.Contains(stage.Name);

    // It may take its time after a first signal, as whatever is under way; only what has ended well is noted.
    private async Task RunAsync(OwnStage<TTask, TRecord> stage, Run<TTask, TRecord> run, Digest state, List<RunProgress> earlier, StageProgress progress, StopTokens stop)
    {
        StageContext<TTask, TRecord> context = new(RunStage.Own, plan, session, [.. earlier], pending: null);
        if (await code.CallAsync(StopKind.Stage, stage.Name, _ => stage.Work(run, context, stop.Soon), stop.Now).ConfigureAwait(false))
        {
            session.Writer.Event(OwnCodeEvents.Success(stage.Name, state));
            progress.Succeeded();
        }
        else if (stop.Reason?.Kind == StopKind.Stage)
        {
            progress.Failed();
        }
    }
}
