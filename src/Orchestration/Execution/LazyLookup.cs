using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Execution;

/// <summary>Looks through the other runs of an experiment, which are opened when something is first missing.</summary>
internal sealed class LazyLookup(StoredExperiment experiment, RunId? except, int expected) : IDisposable
{
    private GenerationLookup? _lookup;

    public bool TryFind(KeyId generation, out RecordReference record)
    {
        bool found = (_lookup ??= experiment.Lookup(except, expected)).TryFind(generation, out StoredGeneration stored);
        record = stored.Reference;
        return found;
    }

    public void Dispose() => _lookup?.Dispose();
}
