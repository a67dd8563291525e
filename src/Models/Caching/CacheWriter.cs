using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Models.Caching;

/// <summary>
/// Appends answers to a run of the cache's experiment: to the newest one when nobody works on it, else to a new one. So there are about as many
/// runs as processes have ever used the cache at once. Their manifests are empty, because nobody can know beforehand what will be asked.
/// </summary>
internal sealed class CacheWriter(StoredExperiment experiment, TimeProvider time) : IAsyncDisposable
{
    private static readonly RunStart s_start = new() { Schemas = [SchemaOf<CachedRequest>(), SchemaOf<CachedModel>(), SchemaOf<CachedAnswer>()] };

    private readonly object _gate = new();
    private RunSession? _session;
    private ErasedWork? _erased;
    private readonly HashSet<KeyId> _kept = [];
    private bool _disposed;

    /// <summary>Completes when the answer is durable, or at once when it must not be kept: then it says why.</summary>
    public async Task<string?> AppendAsync(CacheKey key, CachedAnswer answer)
    {
        if (Session(key, out Tombstone? tombstone) is not { } session) return $"it was erased from the store and is not kept again ({tombstone!.Reason.TrimEnd('.')})";
        RunWriter writer = session.Writer;
        writer.Variant(key.ModelKey, key.Model.Model ?? key.Model.Provider ?? "model", CacheKey.Code, key.Model);
        writer.Task(key.RequestKey, key.Item, key.Request);
        RecordEnvelope envelope = new(key.Generation, key.RequestKey.Id, key.ModelKey.Id, key.Sample, 1, time.GetUtcNow(), TimeSpan.FromSeconds(answer.Latency));
        // Another process may have kept it in this run since this one looked.
        if (!session.Reader.TryGet(key.Generation, out _)) lock (_kept) _kept.Add(key.Generation);
        await writer.Record(envelope, answer).Durable.ConfigureAwait(false);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        RunSession? session;
        lock (_gate)
        {
            _disposed = true;
            session = _session;
            _session = null;
        }

        if (session is null) return;
        await using (session.ConfigureAwait(false))
        {
            int all = session.Reader.Count + _kept.Count;
            await session.Writer.FlushAsync().ConfigureAwait(false);
            session.SetStatus(RunStatus.Completed, new(all, all, 0, 0));
        }
    }

    // Nothing is erased from an experiment while a session works on it: what is said of it then stands until the session ends.
    private RunSession? Session(CacheKey key, out Tombstone? tombstone)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // No run is begun for what is not kept.
            if (_session is null && (tombstone = TombstoneOf(experiment.Erased(), key)) is not null) return null;
            if (_session is null)
            {
                _session = TryContinue() ?? experiment.Begin(new([]), s_start);
                _erased = experiment.Erased();
            }

            tombstone = TombstoneOf(_erased!, key);
            return tombstone is null ? _session : null;
        }
    }

    private static Tombstone? TombstoneOf(ErasedWork erased, CacheKey key) => erased.Find(key.Item, key.RequestKey.Id, key.Generation);

    private RunSession? TryContinue()
    {
        if (experiment.LatestRun(Manifest.DigestOf([])) is not { } latest) return null;
        try
        {
            return experiment.Continue(latest, s_start);
        }
        catch (StoreException error) when (error.Problem is Problem.Busy or Problem.NotFound)
        {
            // Another process writes to it, or has just deleted it.
            return null;
        }
    }

    private static Schema SchemaOf<T>()
        where T : ISchema<T> => T.Schema;
}
