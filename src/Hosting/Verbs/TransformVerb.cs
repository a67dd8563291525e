using TrialKeep.Analysis.Phrasing;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Transforms what the stored run has and has not transformed yet; no variant is asked, nothing is scored and no run begun.</summary>
internal static class TransformVerb
{
    public static async Task<int> RunAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Plan.Experiment.Transforms.IsEmpty) throw new InvalidInputException($"The experiment '{session.Plan.Experiment.Name}' has no transform; declare one with Transform(...).");
        if (session.Settings.Run.Fresh) throw new InvalidInputException("transform works on what is stored, and --fresh would begin a run without answers; leave one of them out.");
        RunOptions options = session.Settings.Run with { Until = RunStage.Transform, Only = WorkFilter.Outdated, Replay = session.Settings.Again ? RunStage.Transform : null };
        HostSession<TTask, TRecord> transforming = session with { Settings = session.Settings with { Run = options } };
        using Store? store = session.FindStore();
        using (Run<TTask, TRecord>? known = session.FindRun(store))
        {
            if (store is null || known is null) return ExitCode.Incomplete;
        }

        using Run<TTask, TRecord> run = await ExecuteAsync(transforming, store, cancellation).ConfigureAwait(false);
        PlanStates states = PlanStates.Read(session.Plan, store.Experiment(session.Plan.Experiment.Name));
        if (session.Settings.IsTextWanted) Write(session.Console.Out, run, states);
        RunReport.WriteResults(session, run);
        bool isComplete = states.Transforms.All(static transform => transform.Failed + transform.Waiting + transform.Missing == 0);
        if (run.Stop is { } stop) session.Console.Error.WriteLine(DisplayText.OneLine(stop.Message));
        return session.Conclude(store, run, run.Stop is not null ? ExitCode.Stopped : isComplete ? ExitCode.Success : ExitCode.Incomplete);
    }

    private static async Task<Run<TTask, TRecord>> ExecuteAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, Store store, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using ProgressDisplay progress = ProgressDisplay.On(session.Console, TimeProvider.System);
        return await session.Runner(store).RunAsync(session.Settings.Quiet ? null : progress, cancellation).ConfigureAwait(false);
    }

    private static void Write<TTask, TRecord>(TextWriter output, Run<TTask, TRecord> run, PlanStates states)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        output.WriteLine(CallLine.Of(run));
        foreach (TransformCounts transform in states.Transforms) output.WriteLine("  " + TransformLine.Of(transform));
    }
}
