using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
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
    private int _kept;
    private bool _disposed;

    /// <summary>Completes when the answer is durable.</summary>
    public Task AppendAsync(CacheKey key, CachedAnswer answer)
    {
        RunWriter writer = Session().Writer;
        writer.Variant(key.ModelKey, key.Model.Model ?? key.Model.Provider ?? "model", CacheKey.Code, key.Model);
        writer.Task(key.RequestKey, Key.Text(SchemaOf<CachedRequest>().Id, key.RequestKey), key.Request);
        RecordEnvelope envelope = new(key.Generation, key.RequestKey.Id, key.ModelKey.Id, key.Sample, 1, time.GetUtcNow(), TimeSpan.FromSeconds(answer.Latency));
        Interlocked.Increment(ref _kept);
        return writer.Record(envelope, answer).Durable;
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
            int all = session.Reader.Count + _kept;
            await session.Writer.FlushAsync().ConfigureAwait(false);
            session.SetStatus(RunStatus.Completed, new(all, all, 0, 0));
        }
    }

    private RunSession Session()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _session ??= TryContinue() ?? experiment.Begin(new([]), s_start);
        }
    }

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
