using TrialKeep.Models.Caching;
using TrialKeep.Storage;

namespace TrialKeep;

/// <summary>
/// Keeps the answers of language models in a store, so that nothing is paid for twice: put it in front of a client by
/// <see cref="ChatMiddleware.UseStoreCache"/>, of several clients if you like. An answer is returned when it is durable. Several processes may use one store
/// at once; each writes a run of its own and sees what the others have kept soon after. May be used by several threads; dispose it when its clients have
/// ended, or the run that it writes is left looking as if its process had been killed.
/// </summary>
/// <remarks>
/// The store's redactors apply to what is kept: where one finds something, the replay has the mask in its place. Nothing is made in the store
/// before the first answer is kept. An answer that was erased is neither found nor kept again: the model is asked each time, and <see cref="ChatOrigin.NotKept"/> says why.
/// </remarks>
public sealed class ChatCache : IAsyncDisposable
{
    private readonly CacheIndex _index;
    private readonly CacheWriter _writer;
    private long _hits;
    private long _misses;

    /// <summary>A cache in a store.</summary>
    /// <param name="store">The store, which outlives the cache.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="StoreException">The experiment's name is none (<see cref="Problem.BadName"/>).</exception>
    public ChatCache(Store store, ChatCacheOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        Options = options ?? new();
        _index = new(store.Experiment(Options.Experiment), Options.Time);
        _writer = new(store.Experiment(Options.Experiment), Options.Time);
    }

    /// <summary>How answers are kept.</summary>
    public ChatCacheOptions Options { get; }

    /// <summary>Requests that were answered without asking the model, those that waited for an equal one included.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Requests for which the model was asked, those whose answer could not be kept included.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    internal Flights Flights { get; } = new();

    /// <summary>Makes everything durable, ends the run that was written, and closes the files.</summary>
    /// <exception cref="StoreException">Something could not be made durable.</exception>
    public async ValueTask DisposeAsync()
    {
        _index.Dispose();
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    internal CachedAnswer? Find(CacheKey key) => _index.Find(key.Generation);

    /// <summary>Keeps an answer; else says why not.</summary>
    internal async Task<string?> KeepAsync(CacheKey key, CachedAnswer answer)
    {
        string? reason = await _writer.AppendAsync(key, answer).ConfigureAwait(false);
        if (reason is null) _index.Add(key.Generation, answer);
        return reason;
    }

    internal void CountHit() => Interlocked.Increment(ref _hits);

    internal void CountMiss() => Interlocked.Increment(ref _misses);
}
