using TrialKeep.Orchestration.Execution;
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
/// <param name="terms">What all stages of the call have in common.</param>
internal sealed class GenerateStage<TTask, TRecord>(Plan<TTask, TRecord> plan, RunSession session, Func<int, bool> takeOver, CallTerms terms)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private Introductions<TTask, TRecord> _introductions = new(plan, session.Writer);

    /// <summary>Runs the stage; after a cancellation it returns when the calls under way have ended or the grace period is over.</summary>
    public async Task RunAsync(IReadOnlyList<PendingGeneration> pending, StageProgress progress)
    {
        RunOptions options = terms.Options;
        IReadOnlyList<PendingGeneration>[] queues = plan.Variants.Length == 1 ? [pending] : Split(pending);
        using SemaphoreSlim? slots = queues.Count(static queue => queue.Count > 0) > 1 ? new(options.Parallelism) : null;
        List<Task> lanes = [];
        for (int i = 0; i < queues.Length; i++)
        {
            if (queues[i].Count == 0) continue;
            VariantLimits limits = options.Limits.Over(plan.Experiment.VariantLimits.GetValueOrDefault(plan.Variants[i].Name));
            CallLane lane = new(new(RunStage.Generate, plan.Variants[i].Name), limits, terms, progress, slots);
            WorkFeed<PendingGeneration> feed = options.Shared ? new ClaimedGenerations<TTask, TRecord>(plan, session, queues[i], lane.Most, takeOver, progress, terms.Time) : new ListFeed<PendingGeneration>(queues[i]);
            lanes.Add(StageLoop.RunAsync(feed, Math.Min(lane.Most, queues[i].Count), generation => AskAsync(generation, lane), terms.Stop, lane.Begins));
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

    private Task<bool> AskAsync(PendingGeneration generation, CallLane lane) =>
        lane.RunAsync<GenerationWork<TTask, TRecord>, TRecord>(new(this, plan, generation, terms.Options.TraceContent));

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
