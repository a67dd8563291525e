using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>Finds the generation of a plan that a line means, by its key or by item, variant and sample.</summary>
internal sealed class PlanPlaces<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly Plan<TTask, TRecord> _plan;
    private readonly Dictionary<KeyId, int> _keys = [];
    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _variants = new(StringComparer.Ordinal);

    public PlanPlaces(Plan<TTask, TRecord> plan)
    {
        _plan = plan;
        for (int i = 0; i < plan.Count; i++) _keys[plan.Keys[i]] = i;
        for (int i = 0; i < plan.Tasks.Count; i++) _items[plan.Tasks[i].Item] = i;
        for (int i = 0; i < plan.Variants.Length; i++) _variants[plan.Variants[i].Name] = i;
    }

    /// <summary>The place in the plan; -1 when there is none, and why.</summary>
    public int Find(AnswerLine line, out string reason)
    {
        reason = "";
        int place = line.Key is { } key ? ByKey(key, out reason) : ByName(line, out reason);
        if (place < 0 || Contradiction(line, place) is not { } contradiction) return place;
        reason = contradiction;
        return -1;
    }

    private int ByKey(KeyId key, out string reason)
    {
        reason = "";
        if (_keys.TryGetValue(key, out int place)) return place;
        reason = $"the key {key} is foreign: no answer of this plan has it; the task, the variant or its code have changed, or the line belongs to another experiment.";
        return -1;
    }

    private int ByName(AnswerLine line, out string reason)
    {
        reason = "";
        if (line.Item is not { } item || line.Variant is not { } variant) reason = "the line names nothing; give 'key', or 'item' and 'variant' (and 'sample' from 0).";
        else if (!_items.TryGetValue(item, out int task)) reason = $"the item '{item}' is foreign: the plan has no such item.";
        else if (!_variants.TryGetValue(variant, out int place)) reason = $"the variant '{variant}' of the item '{item}' is foreign: the plan has {string.Join(", ", _variants.Keys)}.";
        else if (line.Sample is { } sample && (sample < 0 || sample >= _plan.Samples)) reason = FormattableString.Invariant($"the item '{item}' has no sample {sample}: the plan has {_plan.Samples}, counted from 0.");
        else return (task * _plan.Variants.Length + place) * _plan.Samples + (line.Sample ?? 0);
        return -1;
    }

    // A line that says both is held to both.
    private string? Contradiction(AnswerLine line, int place)
    {
        string item = _plan.TaskOf(place).Item;
        if (line.Item is { } named && named != item) return $"the key is that of the item '{item}', and the line says '{named}'; one of them was altered.";
        if (line.Variant is { } variant && variant != _plan.VariantOf(place).Name) return $"the key of the item '{item}' is that of the variant '{_plan.VariantOf(place).Name}', and the line says '{variant}'; one of them was altered.";
        return line.Sample is { } sample && sample != _plan.SampleOf(place)
            ? FormattableString.Invariant($"the key of the item '{item}' is that of sample {_plan.SampleOf(place)}, and the line says {sample}; one of them was altered.")
            : null;
    }
}
