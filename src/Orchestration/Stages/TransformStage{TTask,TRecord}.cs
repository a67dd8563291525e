using System.Runtime.CompilerServices;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// Transforms the records that have no current output. It reads what is durable, so that an output says what the store says; outputs of other
/// runs are taken over where transform and input are the same.
/// </summary>
internal sealed class TransformStage<TTask, TRecord>(Plan<TTask, TRecord> plan, RunSession session, TransformLookup? others, CallTerms terms)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private static readonly Task<bool> s_done = Task.FromResult(true);
    private readonly PendingList<(int Index, Transform<TRecord> Transform)> _equal = new();
    private BegunInputs? _begun;
    private int _made;
    private Action? _count;
    private Func<int, string>? _itemOf;

    private RunReader Reader => session.Reader;

    /// <summary>How many outputs were computed, those that came to nothing included.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Whether lines were appended.</summary>
    public bool HasAppended { get; private set; }

    /// <summary>
    /// What these transforms have yet to do. What other runs have made of the same records is taken over on the way, or, when the run is shared, by whoever claims it.
    /// </summary>
    public PendingTransforms<TRecord> Pending(IReadOnlyList<Transform<TRecord>> transforms, out int cached)
    {
        PendingTransforms<TRecord> pending = new(transforms);
        cached = 0;
        bool?[] current = new bool?[Math.Min(TaskList<TTask>.PieceLength, plan.Count) * transforms.Count];
        for (int from = 0; from < plan.Count; from += TaskList<TTask>.PieceLength)
        {
            int first = from;
            int count = Math.Min(TaskList<TTask>.PieceLength, plan.Count - from);
            RowWork.Each(count, place => Look(transforms, first + place, current.AsSpan(place * transforms.Count, transforms.Count)));
            for (int i = 0; i < count * transforms.Count; i++)
            {
                if (current[i] is not { } isCurrent) continue;
                (int index, int transform) = (from + (i / transforms.Count), i % transforms.Count);
                if (isCurrent || (!terms.Options.Shared && TakeOver(index, transforms[transform]))) cached++;
                else pending.Add(index, transform);
            }
        }

        return pending;
    }

    /// <summary>
    /// Works through what is pending; after a cancellation what is under way may end within the grace period. A transform with limits has a lane and a
    /// queue of its own, so that one that has to wait keeps no other waiting; the others are done as they come. Of equal records a transform
    /// with limits is asked about one, and the others take over what came of it as soon as that is durable; what it failed on is tried for each.
    /// </summary>
    public async Task RunAsync(IReadOnlyList<(int Index, Transform<TRecord> Transform)> pending, StageProgress progress)
    {
        HasAppended = true;
        Transform<TRecord>[] transforms = [.. pending.Select(static item => item.Transform).Distinct()];
        using SemaphoreSlim? slots = transforms.GroupBy(QueueOf).Skip(1).Any() ? new(terms.Options.Parallelism) : null;
        Dictionary<Transform<TRecord>, CallLane> lanes = transforms.ToDictionary(static one => one, one => new CallLane(new(RunStage.Transform, one.Name), LimitsOf(one), terms, progress, slots));
        if (others is not null && pending.Count > 1) _begun = BegunInputs.Of(transforms.Where(one => LimitsOf(one) is not null));
        await RunAsync(pending, lanes, progress).ConfigureAwait(false);
        _begun = null;
        if (_equal.Count == 0 || terms.Stop.Soon.IsCancellationRequested) return;
        await session.RefreshAsync().ConfigureAwait(false);
        await RunAsync(_equal, lanes, progress).ConfigureAwait(false);
    }

    private Task RunAsync(IReadOnlyList<(int Index, Transform<TRecord> Transform)> pending, Dictionary<Transform<TRecord>, CallLane> lanes, StageProgress progress) =>
        Task.WhenAll(QueuesOf(pending).Select(queue => RunQueueAsync(queue, lanes, progress)));

    // Those without limits have one queue together.
    private Transform<TRecord>? QueueOf(Transform<TRecord> transform) => LimitsOf(transform) is null ? null : transform;

    private IReadOnlyList<IReadOnlyList<(int Index, Transform<TRecord> Transform)>> QueuesOf(IReadOnlyList<(int Index, Transform<TRecord> Transform)> pending)
    {
        Transform<TRecord>[] limited = [.. plan.Experiment.Transforms.Where(transform => LimitsOf(transform) is not null)];
        if (limited.Length == 0) return [pending];
        PendingList<(int, Transform<TRecord>)> others = new();
        Dictionary<Transform<TRecord>, PendingList<(int, Transform<TRecord>)>> queues = limited.ToDictionary(static transform => transform, static _ => new PendingList<(int, Transform<TRecord>)>());
        foreach ((int Index, Transform<TRecord> Transform) item in pending) queues.GetValueOrDefault(item.Transform, others).Add(item);
        return [.. queues.Values.Append(others).Where(static queue => queue.Count > 0)];
    }

    private Task RunQueueAsync(IReadOnlyList<(int Index, Transform<TRecord> Transform)> queue, Dictionary<Transform<TRecord>, CallLane> lanes, StageProgress progress)
    {
        int most = queue.Select(static item => item.Transform).Distinct().Max(transform => lanes[transform].Most);
        return StageLoop.RunAsync(
            Feed(queue, most, progress), Math.Min(most, queue.Count), item => TransformAsync(item.Index, item.Transform, lanes[item.Transform], progress), terms.Stop, terms.Stop.Soon);
    }

    private WorkFeed<(int Index, Transform<TRecord> Transform)> Feed(IReadOnlyList<(int Index, Transform<TRecord> Transform)> queue, int batch, StageProgress progress) => terms.Options.Shared
        ? new ClaimedTransforms<TTask, TRecord>(plan, session, queue, batch, IsDone, progress, terms.Time)
        : new ListFeed<(int Index, Transform<TRecord> Transform)>(queue);

    private VariantLimits? LimitsOf(Transform<TRecord> transform) =>
        plan.Experiment.TransformLimits.GetValueOrDefault(transform.Name) is { } own ? terms.Options.Limits.Over(own) : null;

    // Whether the transforms of a generation have a current output; null for one that has nothing to work on. Generations are looked through side by side.
    // Compiled well at once: a plan has ten thousand generations before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Look(IReadOnlyList<Transform<TRecord>> transforms, int index, Span<bool?> current)
    {
        current.Clear();
        if (!Reader.TryGet(plan.Keys[index], out StoredGeneration generation) || !generation.Succeeded) return;
        for (int i = 0; i < current.Length; i++)
        {
            // What the transform before it failed on has no input yet.
            bool isReady = transforms[i].Source is not { } source || CurrentTransform.TryGet(Reader.Transforms, source, generation.Key, generation.Reference, out _);
            if (isReady) current[i] = IsCurrent(transforms[i], generation);
        }
    }

    private bool TakeOver(int index, Transform<TRecord> transform) => Reader.TryGet(plan.Keys[index], out StoredGeneration generation) && TakeOver(index, transform, generation);

    private bool IsDone(int index, Transform<TRecord> transform) => Reader.TryGet(plan.Keys[index], out StoredGeneration generation) && IsDone(index, transform, generation);

    private bool IsDone(int index, Transform<TRecord> transform, in StoredGeneration generation) => IsCurrent(transform, generation) || TakeOver(index, transform, generation);

    private bool IsCurrent(Transform<TRecord> transform, in StoredGeneration generation) =>
        terms.Options.Replay is not RunStage.Transform && CurrentTransform.TryGet(Reader.Transforms, transform, generation.Key, generation.Reference, out _);

    private bool TakeOver(int index, Transform<TRecord> transform, in StoredGeneration generation)
    {
        if (terms.Options.Replay is RunStage.Transform || others?.Find(generation.Key, transform.Identity.Id, generation.Reference) is not { } found) return false;
        TransformSummary before = default;
        if (transform.Source is { } source && !CurrentTransform.TryGet(Reader.Transforms, source, generation.Key, generation.Reference, out before)) return false;
        if (transform.Source is not null && found.Stored.Envelope.Input != before.Output) return false;
        transform.Copy(Item(index, generation), found, found.Stored.Envelope.Input);
        HasAppended = true;
        return true;
    }

    private Task<bool> TransformAsync(int index, Transform<TRecord> transform, CallLane lane, StageProgress progress)
    {
        Reader.TryGet(plan.Keys[index], out StoredGeneration generation);
        if (transform.ApplyAsync(Item(index, generation), lane) is not { } made)
        {
            progress.Succeeded();
            return s_done;
        }

        if (made == TransformItem.SetAside) lock (_equal) _equal.Add((index, transform));
        return made;
    }

    private TransformItem Item(int index, in StoredGeneration generation) =>
        new(generation, Reader, session.Writer, terms.Options.Replay is null ? others : null, terms.Time.GetUtcNow(), index, _itemOf ??= ItemOf, _count ??= Count, _begun, terms.Options.TraceContent);

    private string ItemOf(int index) => plan.TaskOf(index).Item;

    private void Count() => Interlocked.Increment(ref _made);
}
