using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Scores of one evaluation of a run that is shared.</summary>
internal sealed class ClaimedScores<TTask, TRecord>(
    Plan<TTask, TRecord> plan, Digest evaluation, RunSession session, IReadOnlyList<int> pending, int batch, Func<int, bool> isDone, StageProgress progress, TimeProvider time)
    : ClaimedFeed<int>(session, pending, batch, time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    // A score is claimed for the record that it is made from: another record, another claim.
    protected override KeyId KeyOf(int item)
    {
        CompositeDigest key = CompositeDigest.Of("score"u8);
        key.Add(evaluation);
        key.Add(plan.Keys[item].ToString());
        key.Add(plan.ReferencesOf(item).ToString());
        key.Add(Session.Reader.TryGet(plan.Keys[item], out StoredGeneration record) ? $"{record.Reference.Run}/{record.Reference.Writer}/{record.Reference.Sequence}" : "");
        return key.Finish().Id;
    }

    // Another run may have it, and so may what a dead session left durable and did not settle.
    protected override int? Begin(int item)
    {
        if (!isDone(item)) return item;
        progress.FoundElsewhere();
        return null;
    }

    protected override void DoneElsewhere(int item) => progress.FoundElsewhere();
}
