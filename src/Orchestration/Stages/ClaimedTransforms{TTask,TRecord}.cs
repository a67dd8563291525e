using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Transforms of a run that is shared.</summary>
internal sealed class ClaimedTransforms<TTask, TRecord>(
    Plan<TTask, TRecord> plan, RunSession session, IReadOnlyList<(int Index, Transform<TRecord> Transform)> pending, int batch, Func<int, Transform<TRecord>, bool> isDone,
    StageProgress progress, TimeProvider time)
    : ClaimedFeed<(int Index, Transform<TRecord> Transform)>(session, pending, batch, time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    // A transform is claimed for the record that it is given: another record, another claim. What an earlier transform made of it follows from the record.
    protected override KeyId KeyOf((int Index, Transform<TRecord> Transform) item)
    {
        CompositeDigest key = CompositeDigest.Of("transform"u8);
        for (Transform<TRecord>? step = item.Transform; step is not null; step = step.Source) key.Add(step.Identity);
        key.Add(plan.Keys[item.Index].ToString());
        key.Add(Session.Reader.TryGet(plan.Keys[item.Index], out StoredGeneration record) ? $"{record.Reference.Run}/{record.Reference.Writer}/{record.Reference.Sequence}" : "");
        return key.Finish().Id;
    }

    // Another run may have it, and so may what a dead session left durable and did not settle.
    protected override (int Index, Transform<TRecord> Transform)? Begin((int Index, Transform<TRecord> Transform) item)
    {
        if (!isDone(item.Index, item.Transform)) return item;
        progress.FoundElsewhere();
        return null;
    }

    protected override void DoneElsewhere((int Index, Transform<TRecord> Transform) item) => progress.FoundElsewhere();
}
