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
    public async Task RunAsync(IReadOnlyList<PendingGeneration> pending, StageProgress progress, CancellationToken cancellation)
    {
        using CancellationTokenSource hard = new();
        using CancellationTokenRegistration stop = cancellation.Register(() => hard.CancelAfter(options.GracePeriod));
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellation };
        try
        {
            await Parallel.ForEachAsync(pending, parallel, async (generation, _) => await GenerateAsync(generation, progress, hard.Token).ConfigureAwait(false))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What finished is kept; the rest is missing, and the caller says so.
        }
    }

    private async Task GenerateAsync(PendingGeneration generation, StageProgress progress, CancellationToken cancellation)
    {
        PlannedTask<TTask> task = plan.TaskOf(generation.Index);
        VariantSpec<TTask, TRecord> variant = plan.VariantOf(generation.Index);
        DateTimeOffset at = time.GetUtcNow();
        long started = time.GetTimestamp();
        TRecord? record = default;
        RecordError? error = null;
        try
        {
            record = await variant.Answer(task.Task, Context(generation, task), cancellation).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The variant '{variant.Name}' returned null instead of a record.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever a variant throws is a failure of that item, never of the run.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            error = FailureDescription.Of(exception);
        }

        Append(generation, task, variant, at, time.GetElapsedTime(started), record, error, progress);
    }

    private void Append(
        PendingGeneration generation, PlannedTask<TTask> task, VariantSpec<TTask, TRecord> variant, DateTimeOffset at, TimeSpan elapsed,
        TRecord? record, RecordError? error, StageProgress progress)
    {
        RecordEnvelope envelope = new(plan.Keys[generation.Index], task.Key.Id, variant.Key.Id, plan.SampleOf(generation.Index), generation.Attempt, at, elapsed);
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
        int place = index / (plan.Variants.Length * plan.Samples);
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
