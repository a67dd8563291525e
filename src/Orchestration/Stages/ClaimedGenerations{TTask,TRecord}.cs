using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Generations of a run that is shared.</summary>
internal sealed class ClaimedGenerations<TTask, TRecord>(
    Plan<TTask, TRecord> plan, RunSession session, IReadOnlyList<PendingGeneration> pending, int batch, Func<int, bool> takeOver, StageProgress progress, TimeProvider time)
    : ClaimedFeed<PendingGeneration>(session, pending, batch, time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    protected override KeyId KeyOf(PendingGeneration item) => plan.Keys[item.Index];

    // Another run may know it; and what a dead session left may have been tried since the run was read.
    protected override PendingGeneration? Begin(PendingGeneration item)
    {
        if (takeOver(item.Index))
        {
            progress.FoundElsewhere();
            return null;
        }

        return item with { Attempt = Math.Max(item.Attempt, Session.Reader.TryGet(plan.Keys[item.Index], out StoredGeneration known) ? known.Attempts + 1 : 1) };
    }

    protected override void DoneElsewhere(PendingGeneration item) => progress.FoundElsewhere();
}
