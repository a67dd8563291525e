using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Asks the variants for what is not stored. Each record is appended as soon as it is there; a failure is appended too.</summary>
internal sealed class GenerateStage<TTask, TRecord>(Plan<TTask, TRecord> plan, RunWriter writer, RunOptions options, TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly bool[] _tasks = new bool[plan.Tasks.Count];
    private readonly bool[] _variants = new bool[plan.Variants.Length];

    /// <summary>Runs the stage; after a cancellation it returns when the calls under way have ended or the grace period is over.</summary>
    public Task RunAsync(IReadOnlyList<PendingGeneration> pending, StageProgress progress, StopTokens stop) =>
        StageLoop.RunAsync(pending, options.Parallelism, generation => GenerateAsync(generation, progress, stop.Now), stop);

    private async Task GenerateAsync(PendingGeneration generation, StageProgress progress, CancellationToken now)
    {
        PlannedTask<TTask> task = plan.TaskOf(generation.Index);
        VariantSpec<TTask, TRecord> variant = plan.VariantOf(generation.Index);
        DateTimeOffset at = time.GetUtcNow();
        long started = time.GetTimestamp();
        TRecord? record = default;
        RecordError? error = null;
        try
        {
            // A variant that does not look at its token must not keep the program from ending.
            record = await variant.Answer(task.Task, Context(generation, task), now).WaitAsync(now).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The variant '{variant.Name}' returned null instead of a record.");
        }
        catch (OperationCanceledException) when (now.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever a variant throws is a failure of that item, never of the run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            error = FailureDescription.Of(exception);
        }

        Append(generation, task, variant, new(plan.Keys[generation.Index], task.Key.Id, variant.Key.Id, plan.SampleOf(generation.Index), generation.Attempt, at, time.GetElapsedTime(started)), record, error, progress);
    }

    private void Append(
        PendingGeneration generation, in PlannedTask<TTask> task, VariantSpec<TTask, TRecord> variant, in RecordEnvelope envelope, TRecord? record, RecordError? error, StageProgress progress)
    {
        Introduce(generation.Index, task, variant);
        if (error is null)
        {
            try
            {
                writer.Record(envelope, record!);
                progress.Succeeded();
                return;
            }
            catch (ExperimentDataException exception)
            {
                error = FailureDescription.Of(exception);
            }
        }

        writer.Failure(envelope, error);
        progress.Failed();
    }

    // Task and variant stand in the journal before the first line that refers to them. Two workers may both store one; the journal takes it once.
    private void Introduce(int index, in PlannedTask<TTask> task, VariantSpec<TTask, TRecord> variant)
    {
        int place = plan.TaskIndexOf(index);
        if (!Volatile.Read(ref _variants[plan.VariantIndexOf(index)]))
        {
            variant.Store(writer);
            Volatile.Write(ref _variants[plan.VariantIndexOf(index)], true);
        }

        if (Volatile.Read(ref _tasks[place])) return;
        writer.Task(task.Key, task.Item, task.Task);
        Volatile.Write(ref _tasks[place], true);
    }

    private VariantContext Context(PendingGeneration generation, PlannedTask<TTask> task)
    {
        int sample = plan.SampleOf(generation.Index);
        return new(task.Item, sample, generation.Attempt, Identities.Seed(0, "generation", plan.Keys[generation.Index].ToString()));
    }
}
