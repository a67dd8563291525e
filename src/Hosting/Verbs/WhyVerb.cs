using TrialKeep.Hosting.Documents;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Explaining;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Says why answers are not stored, or differ from those of an earlier version of their item, and what failed.</summary>
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
            string reason = $"There is no store in {session.Settings.Store}: every answer is missing.";
            VerbJson.Write(session.Settings, "why", session.Plan.Experiment.Name, json => WhyJson.Write(json, Unstored(session.Plan, item)));
            if (!session.Settings.IsOutputTaken) session.Console.Out.WriteLine(reason);
            return ExitCode.Success;
        }

        TrialKeep.Storage.Runs.StoredExperiment experiment = store.Experiment(session.Plan.Experiment.Name);
        Explanation why = Explainer.Explain(session.Plan, experiment, PlanStates.Read(session.Plan, experiment));
        using (Run<TTask, TRecord>? run = session.Runner(store).Read())
        {
            if (run is not null) why = why with { Failures = FailureReader.Of(run, item) };
        }

        if (item is not null) why = why with { Tasks = [.. why.Tasks.Where(one => one.Item == item)] };
        VerbJson.Write(session.Settings, "why", session.Plan.Experiment.Name, json => WhyJson.Write(json, why));
        if (!session.Settings.IsOutputTaken) WhyReport.Write(session.Console.Out, why);
        return ExitCode.Success;
    }

    private static Explanation Unstored<TTask, TRecord>(Plan<TTask, TRecord> plan, string? item)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> =>
        new([], [.. plan.Tasks.Where(task => item is null || task.Item == item).Select(task => new TaskExplanation(task.Item, plan.Variants.Length * plan.Samples, "there is no store yet", []))]);
}
