using System.Globalization;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Says what a call would do. Everything that comes before the variants has been done by then: options, data, keys and the look into the store.</summary>
internal static class DryRun
{
    public static int Show<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        Plan<TTask, TRecord> plan = session.Plan;
        PlanStates states = PlanStates.Read(plan, store?.Experiment(plan.Experiment.Name));
        int[] calls = new int[plan.Variants.Length];
        for (int i = 0; i < plan.Count; i++)
        {
            if (states[i] is WorkState.Missing or WorkState.Failed) calls[plan.VariantIndexOf(i)]++;
        }

        session.Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"A dry run: {plan.Count:N0} answers are planned, {plan.Count - calls.Sum():N0} are stored, {calls.Sum():N0} would be asked for, and {(states.Run is { } run ? $"run {run} would be gone on with" : "a new run would be begun")}. Nothing was asked and nothing was written."));
        for (int i = 0; i < calls.Length; i++)
        {
            if (calls[i] > 0) session.Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {calls[i],9:N0}  {DisplayText.OneLine(plan.Variants[i].Name)}"));
        }

        return ExitCode.Success;
    }
}
