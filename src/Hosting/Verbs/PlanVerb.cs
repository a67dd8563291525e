using System.Globalization;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Hosting.Documents;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Shows what a run would do; nothing runs and nothing is written.</summary>
internal static class PlanVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        PlanStates states = PlanStates.Read(session.Plan, store?.Experiment(session.Plan.Experiment.Name));
        VerbJson.Write(session.Settings, "plan", session.Plan.Experiment.Name, json => PlanJson.Write(json, session.Plan, states, Name));
        if (session.Settings.IsOutputTaken) return ExitCode.Success;
        TextWriter output = session.Console.Out;
        Summary(output, session.Plan, states);
        if (session.Settings.Quiet) return ExitCode.Success;
        for (int i = 0; i < session.Plan.Count; i++)
        {
            if (states[i] != WorkState.Done) output.WriteLine(Line(session.Plan, states, i));
        }

        return ExitCode.Success;
    }

    private static void Summary<TTask, TRecord>(TextWriter output, Plan<TTask, TRecord> plan, PlanStates states)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{plan.Experiment.Name}: {plan.Tasks.Count:N0} items, {plan.Variants.Length:N0} variants, {(plan.Samples == 1 ? "" : $"{plan.Samples} samples, ")}{plan.Count:N0} answers; {(states.Run is { } run ? $"continues run {run}" : "a new run")}."));
        foreach (WorkState state in Enum.GetValues<WorkState>())
        {
            int count = states.Count(state);
            if (count > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,9:N0}  {Name(state)}"));
        }

        foreach (TransformCounts transform in states.Transforms) output.WriteLine("  " + TransformLine.Of(transform));
        foreach (StageState stage in states.Stages) output.WriteLine($"  stage {DisplayText.OneLine(stage.Name)}{(stage.After == RunStage.Evaluate ? "" : $", after {StageWord.Of(stage.After)}")}: {(stage.IsDone ? "done" : "to do")}");
    }

    private static string Line<TTask, TRecord>(Plan<TTask, TRecord> plan, PlanStates states, int index)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        string sample = plan.Samples > 1 ? string.Create(CultureInfo.InvariantCulture, $"\t{plan.SampleOf(index)}") : "";
        return $"{Name(states[index])}\t{DisplayText.OneLine(plan.TaskOf(index).Item)}\t{DisplayText.OneLine(plan.VariantOf(index).Name)}{sample}";
    }

    private static string Name(WorkState state) => state switch
    {
        WorkState.Done => "done",
        WorkState.Reused => "reused",
        WorkState.Failed => "failed",
        WorkState.Missing => "missing",
        WorkState.Erased => "erased",
        _ => "outdated",
    };
}
