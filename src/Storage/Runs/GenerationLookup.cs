using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// Finds successes in the runs of an experiment, newest run first. What it finds is read by <see cref="RunReader.ReadRecord"/> of any reader
/// of the experiment, and made part of a run by <see cref="RunWriter.Reuse"/>. May be used by several threads.
/// </summary>
public sealed class GenerationLookup : IDisposable
{
    private readonly Lazy<RunReader>[] _newestFirst;

    internal GenerationLookup(StoreContext store, string experiment, RunId? except) =>
        _newestFirst = [.. store.Runs(experiment).Where(run => run.Id != except).Reverse().Select(run => new Lazy<RunReader>(() => RunReader.Open(store, run)))];

    /// <summary>Finds the record of a generation; false when no run has one.</summary>
    /// <exception cref="StoreException">A run can't be read.</exception>
    public bool TryFind(KeyId generation, out StoredGeneration found)
    {
        foreach (Lazy<RunReader> reader in _newestFirst)
        {
            if (!reader.Value.TryGet(generation, out StoredGeneration known) || !known.Succeeded || known.IsReuse) continue;
            found = new(generation, succeeded: true, isReuse: true, attempts: 0, known.Reference, default);
            return true;
        }

        found = default;
        return false;
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (Lazy<RunReader> reader in _newestFirst)
        {
            if (reader.IsValueCreated) reader.Value.Dispose();
        }
    }
}
