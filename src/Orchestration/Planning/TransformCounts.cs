using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>How far a transform is with the generations of a plan.</summary>
/// <param name="Name">The transform.</param>
/// <param name="Outputs">Records that it has made an output of.</param>
/// <param name="Nothing">Records that it has found nothing in.</param>
/// <param name="Failed">Records that it has failed on.</param>
/// <param name="Waiting">Records that are there and are still to be transformed.</param>
/// <param name="Missing">Generations without a record.</param>
public sealed record TransformCounts(string Name, int Outputs, int Nothing, int Failed, int Waiting, int Missing)
{
    internal static TransformCounts Read<TRecord>(IReadOnlyCollection<KeyId> keys, Transform<TRecord> transform, RunReader? reader)
        where TRecord : IExperimentRecord<TRecord>
    {
        TransformCounts counts = new(transform.Name, 0, 0, 0, 0, 0);
        foreach (KeyId key in keys) counts = counts.With(key, transform, reader);
        return counts;
    }

    private TransformCounts With<TRecord>(KeyId key, Transform<TRecord> transform, RunReader? reader)
        where TRecord : IExperimentRecord<TRecord>
    {
        if (reader is null || !reader.TryGet(key, out StoredGeneration generation) || !generation.Succeeded) return this with { Missing = Missing + 1 };
        switch (CurrentWork.TransformState(transform, generation, reader.Transforms))
        {
            case WorkState.Failed: return this with { Failed = Failed + 1 };
            case WorkState.Done:
                reader.Transforms.TryPeek(key, transform.Identity.Id, out TransformSummary summary);
                return summary.Outcome == TransformOutcome.Output ? this with { Outputs = Outputs + 1 } : this with { Nothing = Nothing + 1 };
            default: return this with { Waiting = Waiting + 1 };
        }
    }
}
