using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Claims;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// Hands out work that several processes share: what this one has claimed. What others hold is asked for again until it is settled, because they may die. Work is
/// settled when what was appended for it is durable.
/// </summary>
internal abstract class ClaimedFeed<T>(RunSession session, IEnumerable<T> items, int batch, TimeProvider time) : WorkFeed<T>, IDisposable
    where T : struct
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly Queue<T> _left = new(items);
    private readonly Queue<FedWork<T>> _ready = [];
    private readonly List<FedWork<T>> _others = [];
    private readonly List<KeyId> _done = [];
    private readonly List<KeyId> _undone = [];

    /// <summary>The session.</summary>
    protected RunSession Session => session;

    public override async ValueTask<FedWork<T>?> NextAsync(CancellationToken soon)
    {
        await _gate.WaitAsync(soon).ConfigureAwait(false);
        try
        {
            while (!soon.IsCancellationRequested)
            {
                if (_ready.TryDequeue(out FedWork<T> work)) return work;
                if (_left.Count > 0) await ClaimAsync().ConfigureAwait(false);
                else if (_others.Count == 0) return null;
                else await LookAgainAsync(soon).ConfigureAwait(false);
            }

            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    public override void Over(in FedWork<T> work, bool isDone)
    {
        lock (_done) (isDone ? _done : _undone).Add(work.Claim);
    }

    public override async ValueTask EndAsync()
    {
        await SettleAsync().ConfigureAwait(false);
        session.Claims.Release([.. _ready.Select(static work => work.Claim)]);
        _ready.Clear();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The key of the work item.</summary>
    protected abstract KeyId KeyOf(T item);

    /// <summary>The item as it is to be done now that it was claimed; null when it needs no doing after all.</summary>
    protected abstract T? Begin(T item);

    /// <summary>Somebody else has done the item, or given it up.</summary>
    protected virtual void DoneElsewhere(T item)
    {
    }

    private async Task ClaimAsync()
    {
        await SettleAsync().ConfigureAwait(false);
        List<FedWork<T>> asked = [];
        while (asked.Count < batch && _left.TryDequeue(out T item)) asked.Add(new(item, KeyOf(item)));
        HashSet<KeyId> won = [.. session.Claims.TryClaim([.. asked.Select(static work => work.Claim)])];
        foreach (FedWork<T> work in asked)
        {
            if (!won.Contains(work.Claim)) _others.Add(work);
            else if (Begin(work.Item) is { } begun) _ready.Enqueue(work with { Item = begun });
            else Over(work, isDone: true);
        }
    }

    private async Task LookAgainAsync(CancellationToken soon)
    {
        await SettleAsync().ConfigureAwait(false);
        Dictionary<KeyId, Claim> claims = session.Claims.List().ToDictionary(static claim => claim.Key);
        bool isAnyFree = false;
        foreach (FedWork<T> work in _others.ToArray())
        {
            bool isClaimed = claims.TryGetValue(work.Claim, out Claim? claim);
            if (isClaimed && !claim!.IsSettled && claim.IsLive) continue;
            _others.Remove(work);
            if (isClaimed && claim!.IsSettled)
            {
                DoneElsewhere(work.Item);
                continue;
            }

            _left.Enqueue(work.Item);
            isAnyFree = true;
        }

        if (!isAnyFree && _others.Count > 0) await Task.Delay(s_pause, time, soon).ConfigureAwait(false);
    }

    // What was set aside is given back at once: others may wait for it, and this one for what they have set aside.
    private async Task SettleAsync()
    {
        KeyId[] done;
        KeyId[] undone;
        lock (_done)
        {
            (done, undone) = ([.. _done], [.. _undone]);
            _done.Clear();
            _undone.Clear();
        }

        if (undone.Length > 0) session.Claims.Release(undone);
        if (done.Length == 0) return;
        await session.FlushAsync().ConfigureAwait(false);
        session.Claims.Settle(done);
    }
}
