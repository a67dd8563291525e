using TrialKeep.Orchestration.Explaining;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Differences;

/// <summary>Looks at a plan as something to compare: what it plans counts as there.</summary>
internal static class PlanSide
{
    public static ComparedSide Of<TTask, TRecord>(Plan<TTask, TRecord> plan, string name)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        HashSet<KeyId> keys = [.. plan.Keys];
        ComparedSide side = new()
        {
            Name = name,
            Keys = plan.Keys,
            ItemOf = index => plan.TaskOf(index).Item,
            Samples = plan.Samples,
            Items = new(StringComparer.Ordinal),
            Variants = new(StringComparer.Ordinal),
            Evaluations = new(StringComparer.Ordinal),
            HasAnswer = keys.Contains,
            HasScore = (key, _) => keys.Contains(key),
        };
        foreach (PlannedTask<TTask> task in plan.Tasks) side.Items.Add(task.Item, EntryOf(task));
        foreach (Specs.VariantSpec<TTask, TRecord> variant in plan.Variants)
        {
            side.Variants.Add(variant.Name, new(
                $"{variant.Key.Id} {variant.Code.Text}", () => TaskParts.WithCode(KeyParts.Read(variant.ToJson(), variant.Schema, static _ => null, static _ => null), variant.Code.Text), ComparedEntry.Unknown.References));
        }

        foreach (Specs.EvaluationSpec<TTask, TRecord> evaluation in plan.Experiment.Evaluations) side.Evaluations.Add(evaluation.Name, evaluation.Identity.ToString()[..16]);
        return side;
    }

    private static ComparedEntry EntryOf<TTask>(PlannedTask<TTask> task)
        where TTask : IExperimentTask<TTask>
    {
        KeptContent kept = new();
        return new(
            task.Key.Id.ToString(),
            () => KeyParts.Read(kept.Write(task.Task), TTask.Schema, kept.FindTemplate, kept.FindText),
            () => TaskParts.References(kept.Write(task.Task), TTask.Schema, kept.FindText));
    }
}
