using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Explaining;

/// <summary>Says why planned answers are not stored: which parts of a key differ from the nearest stored version.</summary>
public static class Explainer
{
    /// <summary>Explains a plan: variants that are not stored as they are, and items with missing answers or with an earlier version of their task.</summary>
    public static Explanation Explain<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment experiment, PlanStates states)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(states);
        using StoredParts stored = StoredParts.Of(experiment);
        return new(Variants(plan, stored, states), Tasks(plan, stored, states));
    }

    private static List<VariantExplanation> Variants<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredParts stored, PlanStates states)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        List<VariantExplanation> explanations = [];
        for (int i = 0; i < plan.Variants.Length; i++)
        {
            VariantSpec<TTask, TRecord> variant = plan.Variants[i];
            int missing = Enumerable.Range(0, plan.Count).Count(index => plan.VariantIndexOf(index) == i && states[index] == WorkState.Missing && stored.Contains(plan.TaskOf(index).Key.Id));
            if (missing > 0 && Explain(variant, missing, stored) is { } explanation) explanations.Add(explanation);
        }

        return explanations;
    }

    private static VariantExplanation? Explain<TTask, TRecord>(VariantSpec<TTask, TRecord> variant, int missing, StoredParts stored)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (stored.Contains(variant.Key.Id, variant.Code)) return null;
        if (stored.Nearest(variant.Key.Id, variant.Name, variant.Schema.Id) is not { } nearest) return new(variant.Name, missing, "no such variant is stored", []);
        SortedDictionary<string, string> before = KeyParts.Read(nearest.Json, variant.Schema, nearest.Shared.FindTemplate, nearest.Shared.FindText);
        SortedDictionary<string, string> after = KeyParts.Read(variant.ToJson(), variant.Schema, static _ => null, static _ => null);
        List<PartDifference> differences = KeyParts.Compare(before, after);
        if (nearest.Code != variant.Code) differences.Add(new("code", nearest.Code.Text, variant.Code.Text));
        return new(variant.Name, missing, $"it differs from the stored variant {nearest.Name}", differences);
    }

    private static List<TaskExplanation> Tasks<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredParts stored, PlanStates states)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        List<TaskExplanation> explanations = [];
        int each = plan.Variants.Length * plan.Samples;
        for (int i = 0; i < plan.Tasks.Count; i++)
        {
            int missing = Enumerable.Range(i * each, each).Count(index => states[index] == WorkState.Missing);
            int failed = Enumerable.Range(i * each, each).Count(index => states[index] == WorkState.Failed);
            if (Explain(plan.Tasks[i].Identified(), missing, failed, stored, plan.Samples) is { } explanation) explanations.Add(explanation);
        }

        return explanations;
    }

    private static TaskExplanation? Explain<TTask>(in PlannedTask<TTask> task, int missing, int failed, StoredParts stored, int samples)
        where TTask : IExperimentTask<TTask>
    {
        if (stored.LatestOther(task.Item, task.Key.Id) is { } nearest) return Explain(task, missing + failed, nearest);
        if (failed > 0) return new(task.Item, missing + failed, "the task is stored, and what was answered has failed; the next run tries again", []);
        if (missing == 0) return null;
        if (!stored.Contains(task.Key.Id)) return new(task.Item, missing, "nothing is stored for this item", []);
        return samples > 1 ? new(task.Item, missing, "the task is stored, but not with all variants, code and samples", []) : new(task.Item, missing, "the task is stored, but not the answers of all variants and code", []);
    }

    private static TaskExplanation Explain<TTask>(in PlannedTask<TTask> task, int missing, StoredTask nearest)
        where TTask : IExperimentTask<TTask>
    {
        KeptContent kept = new();
        SortedDictionary<string, string> after = KeyParts.Read(kept.Write(task.Task), TTask.Schema, kept.FindTemplate, kept.FindText);
        SortedDictionary<string, string> before = KeyParts.Read(nearest.Json, TTask.Schema, nearest.Shared.FindTemplate, nearest.Shared.FindText);
        List<PartDifference> differences = KeyParts.Compare(before, after);
        string reason = missing > 0 ? "the key differs from that of the stored task" : "the key differs from that of an earlier task; the answers to this one are stored";
        return new(task.Item, missing, differences.Count > 0 ? reason : $"{reason}, though no part does: its KeyVersion or the names of its parts changed", differences);
    }
}
