using System.Globalization;
using TrialKeep.Hosting.Submitting;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Begins the run and hands it to a process in the background, which survives the terminal.</summary>
internal static class SubmitVerb
{
    public static async Task<int> RunAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        // The process in the background is called with the same command line, and told by its environment which run is its own.
        if (BackgroundProcess.TakeRun() is { } given)
            return await ResumeVerb.RunAsync(session with { Settings = session.Settings with { RunName = given, Run = session.Settings.Run with { Fresh = false } } }, cancellation).ConfigureAwait(false);
        if (session.Settings.DryRun) return DryRun.Show(session);
        if (session.Settings.OutputFiles.Any(static file => file.Path == Results.OutputFile.StandardOutput)) throw new InvalidInputException("submit runs in the background, where standard output is a log; write to a file instead of -.");
        BackgroundProcess.Demand();
        using Store store = session.OpenStore();
        RunId run = await session.Runner(store).PrepareAsync().ConfigureAwait(false);
        string log = Path.GetFullPath(session.Settings.Log ?? Path.Combine(store.Folder, "experiments", session.Plan.Experiment.Name, "runs", run.ToString(), "submitted.log"));
        int process = BackgroundProcess.Start(run.ToString(), log);
        if (!session.Settings.Quiet)
        {
            session.Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Run {run} goes on in process {process}; it says what it does in {log}."));
            session.Console.Out.WriteLine("`plan` shows how far it is, `resume` goes on with it should its process end, and `kill` with that number stops it and keeps what has finished.");
        }

        return ExitCode.Success;
    }
}
