using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Execution;

/// <summary>Looks through the other runs of an experiment, which are opened when something is first missing.</summary>
internal sealed class LazyLookup(StoredExperiment experiment, RunId? except, int expected) : IDisposable
{
    private readonly object _opening = new();
    private GenerationLookup? _lookup;

    public bool TryFind(KeyId generation, out RecordReference record)
    {
        lock (_opening) _lookup ??= experiment.Lookup(except, expected);
        bool found = _lookup.TryFind(generation, out StoredGeneration stored);
        record = stored.Reference;
        return found;
    }

    public void Dispose() => _lookup?.Dispose();
}
