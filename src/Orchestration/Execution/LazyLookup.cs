using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Execution;

/// <summary>Looks through the other runs of an experiment, which are opened when something is first missing.</summary>
internal sealed class LazyLookup(Func<GenerationLookup> open) : IDisposable
{
    private readonly object _opening = new();
    private GenerationLookup? _lookup;

    /// <summary>What has found the records.</summary>
    public GenerationLookup Runs
    {
        get
        {
            lock (_opening) return _lookup ??= open();
        }
    }

    public bool TryFind(KeyId generation, out RecordReference record)
    {
        bool found = Runs.TryFind(generation, out StoredGeneration stored);
        record = stored.Reference;
        return found;
    }

    public void Dispose() => _lookup?.Dispose();
}
