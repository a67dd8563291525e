using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Limiting;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// Asks the variants for what is not stored, each in a lane of its own, so that one that has to wait keeps no other waiting. Each record is appended as soon as it is
/// there, and each failed try is.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="session">The run.</param>
/// <param name="takeOver">Takes the record of a generation from another run; false when none has it. Asked of each claimed item of a run that is shared.</param>
/// <param name="options">How.</param>
/// <param name="time">The clock.</param>
internal sealed class GenerateStage<TTask, TRecord>(Plan<TTask, TRecord> plan, RunSession session, Func<int, bool> takeOver, RunOptions options, TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private Introductions<TTask, TRecord> _introductions = new(plan, session.Writer);

    /// <summary>Runs the stage; after a cancellation it returns when the calls under way have ended or the grace period is over.</summary>
    public async Task RunAsync(IReadOnlyList<PendingGeneration> pending, StageProgress progress, StopTokens stop)
    {
        PriceTable? prices = options.Prices ?? plan.Experiment.PriceTable;
        BudgetGuard budget = new(options.Budget, options.MaxFailures, prices?.Currency ?? "money");
        IReadOnlyList<PendingGeneration>[] queues = plan.Variants.Length == 1 ? [pending] : Split(pending);
        using SemaphoreSlim? slots = queues.Count(static queue => queue.Count > 0) > 1 ? new(options.Parallelism) : null;
        List<Task> lanes = [];
        for (int i = 0; i < queues.Length; i++)
        {
            if (queues[i].Count == 0) continue;
            VariantLimits limits = options.Limits.Over(plan.Experiment.VariantLimits.GetValueOrDefault(plan.Variants[i].Name));
            VariantGate gate = new(limits, options.Parallelism, time, progress.Waits);
            VariantLane<TTask, TRecord> lane = new(plan, plan.Variants[i], limits, gate, slots, budget, prices, this, progress, stop, options, time);
            WorkFeed<PendingGeneration> feed = options.Shared ? new ClaimedGenerations<TTask, TRecord>(plan, session, queues[i], gate.Most, takeOver, progress, time) : new ListFeed<PendingGeneration>(queues[i]);
            lanes.Add(StageLoop.RunAsync(feed, Math.Min(gate.Most, queues[i].Count), lane.RunAsync, stop, stop.Asking));
        }

        await Task.WhenAll(lanes).ConfigureAwait(false);
    }

    /// <summary>Appends a record. A record that can't be stored is a failure.</summary>
    public CallFailure? Append(int index, in PlannedTask<TTask> task, in RecordEnvelope envelope, TRecord record)
    {
        RunWriter writer = Introduce(index, task);
        try
        {
            writer.Record(envelope, record);
            return null;
        }
        catch (ExperimentDataException exception)
        {
            return new(FailureDescription.Of(exception), null);
        }
    }

    /// <summary>Appends a failed try.</summary>
    public void Append(int index, in PlannedTask<TTask> task, in RecordEnvelope envelope, RecordError error) => Introduce(index, task).Failure(envelope, error);

    /// <summary>Keeps a file of an item.</summary>
    public Task<StoredArtifact> KeepAsync(int index, in PlannedTask<TTask> task, Artifact artifact, Stream content, CancellationToken cancellation) =>
        Introduce(index, task).ArtifactAsync(artifact with { Generation = plan.Keys[index] }, content, cancellation);

    // A session that takes over what a dead one left may go on with another writer.
    private RunWriter Introduce(int index, in PlannedTask<TTask> task)
    {
        Introductions<TTask, TRecord> introductions = Volatile.Read(ref _introductions);
        if (introductions.Writer != session.Writer) Volatile.Write(ref _introductions, introductions = new(plan, session.Writer));
        introductions.Introduce(index, task, plan.VariantOf(index));
        return introductions.Writer;
    }

    private PendingList<PendingGeneration>[] Split(IReadOnlyList<PendingGeneration> pending)
    {
        PendingList<PendingGeneration>[] queues = new PendingList<PendingGeneration>[plan.Variants.Length];
        for (int i = 0; i < queues.Length; i++) queues[i] = new();
        foreach (PendingGeneration generation in pending) queues[plan.VariantIndexOf(generation.Index)].Add(generation);
        return queues;
    }
}
