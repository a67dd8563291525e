using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Execution;

/// <summary>Demands, before anything is written, that everything planned is stored.</summary>
internal static class OfflineCheck
{
    public static void Demand<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment stored, RunId? known)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using RunReader? reader = known is { } run ? stored.Read(run) : null;
        using LazyLookup lookup = new(() => stored.Lookup(known, plan.Count));
        ErasedWork erased = stored.Erased();
        int first = -1;
        int missing = 0;
        for (int i = 0; i < plan.Count; i++)
        {
            if (reader is not null && reader.TryGet(plan.Keys[i], out StoredGeneration generation) && generation.Succeeded) continue;
            if (plan.TombstoneOf(erased, i) is not null || lookup.TryFind(plan.Keys[i], out _)) continue;
            if (reader is not null && reader.IsErased(plan.Keys[i])) continue;
            if (missing++ == 0) first = i;
        }

        if (missing == 0) return;
        throw new OfflineMissException(
            $"{missing} of {plan.Count} answers are not stored, first that of the variant '{plan.VariantOf(first).Name}' to the item '{plan.TaskOf(first).Item}'; run without --offline to get them, or ask `why`.",
            missing);
    }
}
