using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Explaining;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Says why answers are not stored, or differ from those of an earlier version of their item.</summary>
internal static class WhyVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        string? item = session.Settings.Item;
        if (item is not null && session.Plan.Tasks.All(task => task.Item != item)) throw new InvalidInputException($"The plan has no item '{item}'; `plan` lists them.");
        using Store? store = session.FindStore();
        if (store is null)
        {
            session.Console.Out.WriteLine($"There is no store in {session.Settings.Store}: every answer is missing.");
            return ExitCode.Success;
        }

        TrialKeep.Storage.Runs.StoredExperiment experiment = store.Experiment(session.Plan.Experiment.Name);
        Explanation why = Explainer.Explain(session.Plan, experiment, PlanStates.Read(session.Plan, experiment));
        WhyReport.Write(session.Console.Out, item is null ? why : why with { Tasks = [.. why.Tasks.Where(one => one.Item == item)] });
        return ExitCode.Success;
    }
}
