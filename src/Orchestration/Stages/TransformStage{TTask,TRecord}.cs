using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// Transforms the records that have no current output. It reads what is durable, so that an output says what the store says; outputs of other
/// runs are taken over where transform and input are the same.
/// </summary>
internal sealed class TransformStage<TTask, TRecord>(Plan<TTask, TRecord> plan, RunReader reader, RunWriter writer, TransformLookup? others, RunOptions options, TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private int _made;

    /// <summary>How many outputs were computed, those that came to nothing included.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Whether lines were appended.</summary>
    public bool HasAppended { get; private set; }

    /// <summary>What these transforms have yet to do; what other runs have made of the same records is taken over on the way.</summary>
    public PendingList<(int Index, Transform<TRecord> Transform)> Pending(IReadOnlyList<Transform<TRecord>> transforms, out int cached)
    {
        PendingList<(int, Transform<TRecord>)> pending = new();
        cached = 0;
        for (int i = 0; i < plan.Count; i++)
        {
            if (!reader.TryGet(plan.Keys[i], out StoredGeneration generation) || !generation.Succeeded) continue;
            foreach (Transform<TRecord> transform in transforms)
            {
                TransformSummary before = default;
                // What the transform before it failed on has no input yet.
                if (transform.Source is { } source && !CurrentTransform.TryGet(reader.Transforms, source, generation.Key, generation.Reference, out before)) continue;
                if (IsDone(transform, generation, before)) cached++;
                else pending.Add((i, transform));
            }
        }

        return pending;
    }

    /// <summary>Works through what is pending; after a cancellation what is under way may end within the grace period.</summary>
    public Task RunAsync(IReadOnlyList<(int Index, Transform<TRecord> Transform)> pending, StageProgress progress, StopTokens stop)
    {
        HasAppended = true;
        return StageLoop.RunAsync(pending, options.Parallelism, item => TransformAsync(item.Index, item.Transform, progress, stop.Now), stop);
    }

    private bool IsDone(Transform<TRecord> transform, in StoredGeneration generation, in TransformSummary before)
    {
        if (options.Replay is { } stage && stage <= RunStage.Transform) return false;
        if (CurrentTransform.TryGet(reader.Transforms, transform, generation.Key, generation.Reference, out _)) return true;
        if (others?.Find(generation.Key, transform.Identity.Id, generation.Reference) is not { } found) return false;
        if (transform.Source is not null && found.Stored.Envelope.Input != before.Output) return false;
        transform.Copy(Item(generation), found, found.Stored.Envelope.Input);
        HasAppended = true;
        return true;
    }

    private async Task TransformAsync(int index, Transform<TRecord> transform, StageProgress progress, CancellationToken now)
    {
        reader.TryGet(plan.Keys[index], out StoredGeneration generation);
        switch (await transform.ApplyAsync(Item(generation), now).ConfigureAwait(false))
        {
            case TransformResult.Made:
                Interlocked.Increment(ref _made);
                progress.Succeeded();
                break;
            case TransformResult.TakenOver:
                progress.Succeeded();
                break;
            case TransformResult.Failed:
                progress.Failed();
                break;
            default:
                break;
        }
    }

    private TransformItem Item(in StoredGeneration generation) => new(generation, reader, writer, options.Replay is null ? others : null, time.GetUtcNow());
}
