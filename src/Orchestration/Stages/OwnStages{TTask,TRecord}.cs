using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Runs the stages of the program's own that have not ended well on the run as it is.</summary>
/// <param name="plan">The plan.</param>
/// <param name="session">The run.</param>
/// <param name="code">Calls them.</param>
/// <param name="options">How the call is made.</param>
/// <param name="time">The clock.</param>
/// <param name="observer">Sees the progress.</param>
/// <param name="earlier">The stages that are over; those of this call are added.</param>
/// <param name="stop">When to stop.</param>
internal sealed class OwnStages<TTask, TRecord>(
    Plan<TTask, TRecord> plan, RunSession session, OwnCode code, RunOptions options, TimeProvider time, IProgress<RunProgress>? observer, List<RunProgress> earlier, StopTokens stop)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    /// <summary>Runs those of one place, one after the other, until one fails or the call is stopped.</summary>
    /// <param name="after">The stage that is over.</param>
    /// <param name="scores">The scores, where that is evaluate.</param>
    /// <param name="open">The run as it is now; asked for once, by the first that is to do.</param>
    public async Task RunAsync(RunStage after, IReadOnlyList<EvaluationReader> scores, Func<Run<TTask, TRecord>> open)
    {
        OwnStage<TTask, TRecord>[] stages = [.. plan.Experiment.Stages.Where(stage => stage.After == after)];
        if (stages.Length == 0 || stop.Soon.IsCancellationRequested) return;
        Dictionary<string, string> successes = OwnCodeEvents.Successes(session.Reader.Events);
        Digest state = RunState.Of(plan, session.Reader, scores, after);
        Run<TTask, TRecord>? run = null;
        foreach (OwnStage<TTask, TRecord> stage in stages)
        {
            if (stop.Soon.IsCancellationRequested) return;
            Digest here = RunState.Of(stage, state);
            bool isDone = !IsForced(stage) && successes.GetValueOrDefault(stage.Name) == here.ToString();
            StageProgress progress = new(RunStage.Own, 1, isDone ? 1 : 0, time, observer, [.. earlier], stage.Name);
            progress.Report();
            if (!isDone) await RunAsync(stage, run ??= open(), here, progress).ConfigureAwait(false);
            earlier.Add(progress.Now);
        }
    }

    private bool IsForced(OwnStage<TTask, TRecord> stage) => stage.After >= options.Replay || options.Stages.Contains(stage.Name);

    // It may take its time after a first signal, as whatever is under way; only what has ended well is noted.
    private async Task RunAsync(OwnStage<TTask, TRecord> stage, Run<TTask, TRecord> run, Digest state, StageProgress progress)
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
