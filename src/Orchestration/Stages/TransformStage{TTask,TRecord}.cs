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
internal sealed class TransformStage<TTask, TRecord>(Plan<TTask, TRecord> plan, RunSession session, TransformLookup? others, RunOptions options, TimeProvider time)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private int _made;

    private RunReader Reader => session.Reader;

    /// <summary>How many outputs were computed, those that came to nothing included.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Whether lines were appended.</summary>
    public bool HasAppended { get; private set; }

    /// <summary>
    /// What these transforms have yet to do. What other runs have made of the same records is taken over on the way, or, when the run is shared, by whoever claims it.
    /// </summary>
    public List<(int Index, Transform<TRecord> Transform)> Pending(IReadOnlyList<Transform<TRecord>> transforms, out int cached)
    {
        List<(int, Transform<TRecord>)> pending = [];
        cached = 0;
        for (int i = 0; i < plan.Count; i++)
        {
            if (!Reader.TryGet(plan.Keys[i], out StoredGeneration generation) || !generation.Succeeded) continue;
            foreach (Transform<TRecord> transform in transforms)
            {
                // What the transform before it failed on has no input yet.
                if (transform.Source is { } source && !CurrentTransform.TryGet(Reader.Transforms, source, generation.Key, generation.Reference, out _)) continue;
                if (options.Shared ? IsCurrent(transform, generation) : IsDone(transform, generation)) cached++;
                else pending.Add((i, transform));
            }
        }

        return pending;
    }

    /// <summary>Works through what is pending; after a cancellation what is under way may end within the grace period.</summary>
    public Task RunAsync(IReadOnlyList<(int Index, Transform<TRecord> Transform)> pending, StageProgress progress, StopTokens stop)
    {
        HasAppended = true;
        return StageLoop.RunAsync(Feed(pending, progress), Math.Min(options.Parallelism, pending.Count), item => TransformAsync(item.Index, item.Transform, progress, stop.Now), stop, stop.Soon);
    }

    private WorkFeed<(int Index, Transform<TRecord> Transform)> Feed(IReadOnlyList<(int Index, Transform<TRecord> Transform)> pending, StageProgress progress) => options.Shared
        ? new ClaimedTransforms<TTask, TRecord>(plan, session, pending, options.Parallelism, IsDone, progress, time)
        : new ListFeed<(int Index, Transform<TRecord> Transform)>(pending);

    private bool IsDone(int index, Transform<TRecord> transform) => Reader.TryGet(plan.Keys[index], out StoredGeneration generation) && IsDone(transform, generation);

    private bool IsDone(Transform<TRecord> transform, in StoredGeneration generation) => IsCurrent(transform, generation) || TakeOver(transform, generation);

    private bool IsCurrent(Transform<TRecord> transform, in StoredGeneration generation) =>
        options.Replay is not RunStage.Transform && CurrentTransform.TryGet(Reader.Transforms, transform, generation.Key, generation.Reference, out _);

    private bool TakeOver(Transform<TRecord> transform, in StoredGeneration generation)
    {
        if (options.Replay is RunStage.Transform || others?.Find(generation.Key, transform.Identity.Id, generation.Reference) is not { } found) return false;
        TransformSummary before = default;
        if (transform.Source is { } source && !CurrentTransform.TryGet(Reader.Transforms, source, generation.Key, generation.Reference, out before)) return false;
        if (transform.Source is not null && found.Stored.Envelope.Input != before.Output) return false;
        transform.Copy(Item(generation), found, found.Stored.Envelope.Input);
        HasAppended = true;
        return true;
    }

    private async Task<bool> TransformAsync(int index, Transform<TRecord> transform, StageProgress progress, CancellationToken now)
    {
        Reader.TryGet(plan.Keys[index], out StoredGeneration generation);
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
                return false;
        }

        return true;
    }

    private TransformItem Item(in StoredGeneration generation) => new(generation, Reader, session.Writer, options.Replay is null ? others : null, time.GetUtcNow());
}
