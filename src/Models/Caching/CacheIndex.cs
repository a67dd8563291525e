using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Models.Caching;

/// <summary>
/// Finds kept answers. A look-up knows what was in the store when it was opened; it is opened anew when this process has kept what is asked for and
/// forgotten it, when something was erased from the store, and on a miss, for what other processes keep, when the last look is long enough ago to cost little.
/// </summary>
internal sealed class CacheIndex(StoredExperiment experiment, TimeProvider time) : IDisposable
{
    private const int MostRemembered = 256;

    // A look at what others have kept takes at most this part of the time.
    private const int ShareOfTime = 20;
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Dictionary<KeyId, CachedAnswer> _recent = [];
    private readonly Queue<KeyId> _order = new();
    private readonly HashSet<KeyId> _keptSince = [];
    private GenerationLookup? _lookup;
    private ErasedWork? _erased;
    private long _lookedAt;
    private TimeSpan _pause;
    private bool _disposed;

    public CachedAnswer? Find(KeyId key)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_erased is not { IsCurrent: true }) Forget();
            if (_recent.TryGetValue(key, out CachedAnswer? known)) return known;
            if (_lookup is null || _keptSince.Contains(key)) return Look(key);
            return Read(_lookup, key) ?? (time.GetElapsedTime(_lookedAt) >= _pause ? Look(key) : null);
        }
    }

    /// <summary>Notes an answer that this process has kept and that is durable.</summary>
    public void Add(KeyId key, CachedAnswer answer)
    {
        lock (_gate)
        {
            _keptSince.Add(key);
            if (_recent.TryAdd(key, answer)) _order.Enqueue(key);
            if (_order.Count > MostRemembered) _recent.Remove(_order.Dequeue());
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _lookup?.Dispose();
            _lookup = null;
        }
    }

    // What was erased since may be in memory, and in files that are open still.
    private void Forget()
    {
        _erased = experiment.Erased();
        _lookup?.Dispose();
        _lookup = null;
        _recent.Clear();
        _order.Clear();
        _keptSince.Clear();
    }

    private CachedAnswer? Look(KeyId key)
    {
        _lookup?.Dispose();
        _keptSince.Clear();
        long start = time.GetTimestamp();
        _lookup = experiment.Lookup(except: null);
        CachedAnswer? found = Read(_lookup, key);
        _lookedAt = time.GetTimestamp();
        TimeSpan paused = time.GetElapsedTime(start, _lookedAt) * ShareOfTime;
        _pause = paused > s_shortest ? paused : s_shortest;
        return found;
    }

    private static CachedAnswer? Read(GenerationLookup lookup, KeyId key) => lookup.TryRead<CachedAnswer>(key, out CachedAnswer? answer) ? answer : null;
}
