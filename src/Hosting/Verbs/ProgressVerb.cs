using System.Globalization;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Says how far a run is, from its store: other processes may work on it, or have died.</summary>
internal static class ProgressVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        StoredExperiment? experiment = store?.Experiment(session.Plan.Experiment.Name);
        if (experiment is null || experiment.Runs() is not [.., var latest])
        {
            session.Console.Error.WriteLine($"There is no run of '{session.Plan.Experiment.Name}' in {session.Settings.Store}; run it first.");
            return ExitCode.NothingToCompare;
        }

        Write(session.Console.Out, StoredProgress.Read(experiment, session.Settings.RunId is { } named ? experiment.FindRun(named) : latest));
        return ExitCode.Success;
    }

    private static void Write(TextWriter output, StoredProgress progress)
    {
        string status = progress.Status.ToString().ToLowerInvariant();
        output.WriteLine($"{progress.Run} is {(progress.Status == RunStatus.Stale ? "stale: nobody works on it; run again to go on" : status)}.");
        RunCounts counts = progress.Counts;
        string line = string.Create(CultureInfo.InvariantCulture, $"generate  {counts.Succeeded + counts.Failed:N0} of {counts.Planned:N0}  failed {counts.Failed:N0}");
        if (progress.Refused > 0) line += string.Create(CultureInfo.InvariantCulture, $"  refused {progress.Refused:N0}");
        if (progress.Truncated > 0) line += string.Create(CultureInfo.InvariantCulture, $"  cut {progress.Truncated:N0}");
        if (progress.Spent is { } spent) line += ProgressText.Spending(spent);
        if (progress.Status == RunStatus.Running && progress.Rate > 0) line += string.Create(CultureInfo.InvariantCulture, $"  {progress.Rate:N1}/s");
        output.WriteLine(progress.Remaining is { } left ? $"{line}  {ProgressText.Duration(left)} left" : line);
        foreach ((string name, int scores) in progress.Scores) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"evaluate  {scores:N0} of {counts.Succeeded:N0}  {name}"));
    }
}
