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
    private readonly Queue<T> _ready = [];
    private readonly List<T> _others = [];
    private readonly List<KeyId> _done = [];
    private readonly List<KeyId> _undone = [];

    /// <summary>The session.</summary>
    protected RunSession Session => session;

    public override async ValueTask<T?> NextAsync(CancellationToken soon)
    {
        await _gate.WaitAsync(soon).ConfigureAwait(false);
        try
        {
            while (!soon.IsCancellationRequested)
            {
                if (_ready.TryDequeue(out T item)) return item;
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

    public override void Over(T item, bool isDone)
    {
        lock (_done) (isDone ? _done : _undone).Add(KeyOf(item));
    }

    public override async ValueTask EndAsync()
    {
        await SettleAsync().ConfigureAwait(false);
        session.Claims.Release([.. _undone, .. _ready.Select(KeyOf)]);
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
        List<T> asked = [];
        while (asked.Count < batch && _left.TryDequeue(out T item)) asked.Add(item);
        HashSet<KeyId> won = [.. session.Claims.TryClaim([.. asked.Select(KeyOf)])];
        foreach (T item in asked)
        {
            if (!won.Contains(KeyOf(item))) _others.Add(item);
            else if (Begin(item) is { } begun) _ready.Enqueue(begun);
            else Over(item, isDone: true);
        }
    }

    private async Task LookAgainAsync(CancellationToken soon)
    {
        await SettleAsync().ConfigureAwait(false);
        Dictionary<KeyId, Claim> claims = session.Claims.List().ToDictionary(static claim => claim.Key);
        bool isAnyFree = false;
        foreach (T item in _others.ToArray())
        {
            bool isClaimed = claims.TryGetValue(KeyOf(item), out Claim? claim);
            if (isClaimed && !claim!.IsSettled && claim.IsLive) continue;
            _others.Remove(item);
            if (isClaimed && claim!.IsSettled)
            {
                DoneElsewhere(item);
                continue;
            }

            _left.Enqueue(item);
            isAnyFree = true;
        }

        if (!isAnyFree && _others.Count > 0) await Task.Delay(s_pause, time, soon).ConfigureAwait(false);
    }

    private async Task SettleAsync()
    {
        KeyId[] done;
        lock (_done)
        {
            done = [.. _done];
            _done.Clear();
        }

        if (done.Length == 0) return;
        await session.FlushAsync().ConfigureAwait(false);
        session.Claims.Settle(done);
    }
}
