using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Tells whether a transform has done with what stands: the record, and through a chain the output of the transform before it.</summary>
internal static class CurrentTransform
{
    /// <summary>What is current; false when the transform has yet to be done, or failed.</summary>
    public static bool TryGet<TRecord>(TransformReader reader, Transform<TRecord> transform, KeyId generation, in RecordReference record, out TransformSummary summary)
        where TRecord : IExperimentRecord<TRecord>
    {
        summary = default;
        TransformSummary before = default;
        if (transform.Source is { } source && !TryGet(reader, source, generation, record, out before)) return false;
        return reader.TryPeek(generation, transform.Identity.Id, out summary)
            && summary.Outcome != TransformOutcome.Failed && summary.Record == record
            && (transform.Source is null || summary.Input == before.Output);
    }

    /// <summary>Whether every transform has done with a record.</summary>
    public static bool HasAll<TRecord>(TransformReader reader, IReadOnlyList<Transform<TRecord>> transforms, KeyId generation, in RecordReference record)
        where TRecord : IExperimentRecord<TRecord>
    {
        foreach (Transform<TRecord> transform in transforms)
        {
            if (!TryGet(reader, transform, generation, record, out _)) return false;
        }

        return true;
    }
}
