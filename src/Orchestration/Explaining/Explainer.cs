using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Runtime.Templates;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Explaining;

/// <summary>Says why planned answers are not stored: which parts of the key differ from the nearest earlier version of the same item.</summary>
public static class Explainer
{
    /// <summary>
    /// Explains the items of a plan: those with missing answers, and those whose task differs from an earlier stored version. Items in plan order.
    /// </summary>
    public static IReadOnlyList<TaskExplanation> Explain<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment experiment, PlanStates states)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(states);
        using StoredTasks stored = StoredTasks.Of(experiment);
        List<TaskExplanation> explanations = [];
        int each = plan.Variants.Length * plan.Samples;
        for (int i = 0; i < plan.Tasks.Count; i++)
        {
            PlannedTask<TTask> task = plan.Tasks[i];
            int missing = Enumerable.Range(i * each, each).Count(index => states[index] is WorkState.Missing or WorkState.Failed);
            if (Explain(task, missing, stored) is { } explanation) explanations.Add(explanation);
        }

        return explanations;
    }

    private static TaskExplanation? Explain<TTask>(in PlannedTask<TTask> task, int missing, StoredTasks stored)
        where TTask : IExperimentTask<TTask>
    {
        if (stored.LatestOther(task.Item, task.Key.Id) is not { } nearest)
        {
            if (missing == 0) return null;
            return stored.Contains(task.Key.Id)
                ? new(task.Item, missing, "the task is stored, but not the answer: another variant, sample or code, or it failed", [])
                : new(task.Item, missing, "nothing is stored for this item", []);
        }

        List<PartDifference> differences = Compare(task.Task, nearest);
        string reason = missing > 0 ? "the key differs from that of the stored task" : "the key differs from that of an earlier task; the answers to this one are stored";
        return new(task.Item, missing, differences.Count > 0 ? reason : $"{reason}, though no part does: its KeyVersion or the names of its parts changed", differences);
    }

    private static List<PartDifference> Compare<TTask>(TTask task, StoredTask stored)
        where TTask : IExperimentTask<TTask>
    {
        Collected collected = new();
        SortedDictionary<string, string> after = KeyParts.Read(collected.Write(task), TTask.Schema, collected.FindTemplate, collected.FindText);
        SortedDictionary<string, string> before = KeyParts.Read(stored.Json, TTask.Schema, stored.Shared.FindTemplate, stored.Shared.FindText);
        List<PartDifference> differences = [];
        foreach (string part in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            string? old = before.GetValueOrDefault(part);
            string? now = after.GetValueOrDefault(part);
            if (old != now) differences.Add(new(part, old, now));
        }

        return differences;
    }

    // Remembers what a task shares, as the store does.
    private sealed class Collected : ISharedContent
    {
        private readonly Dictionary<KeyId, Template> _templates = [];
        private readonly Dictionary<KeyId, string> _texts = [];

        public byte[] Write<T>(T value)
            where T : ICodec<T>
        {
            JsonSpanWriter writer = JsonSpanWriter.Rent(this);
            try
            {
                T.Write(ref writer, value);
                return writer.Written.ToArray();
            }
            finally
            {
                writer.Return();
            }
        }

        public KeyId Share(string text)
        {
            KeyId id = Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).Id;
            _texts[id] = text;
            return id;
        }

        public void Share(Template template) => _templates[template.Id.Id] = template;

        public string? FindText(KeyId id) => _texts.GetValueOrDefault(id);

        public Template? FindTemplate(KeyId id) => _templates.GetValueOrDefault(id);
    }
}
