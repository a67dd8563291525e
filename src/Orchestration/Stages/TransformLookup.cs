using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Outputs of transforms that other runs of the experiment have, newest run first. A run is read when those after it lack one.</summary>
internal sealed class TransformLookup(StoredExperiment experiment, RunId? except) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<TransformReader> _opened = [];
    private Queue<RunId>? _left;

    /// <summary>What a transform made of this very record; null when no run has it.</summary>
    public FoundTransform? Find(KeyId generation, KeyId transform, RecordReference record) =>
        Find(reader => reader.IsCurrent(generation, transform, record) ? reader.Find(generation, transform) : null);

    /// <summary>What a transform made of an input, whatever record had it; null when no run has it.</summary>
    public FoundTransform? FindByInput(KeyId transform, KeyId input) => Find(reader => reader.FindByInput(transform, input));

    public void Dispose()
    {
        foreach (TransformReader reader in _opened) reader.Dispose();
    }

    private FoundTransform? Find(Func<TransformReader, StoredTransform?> find)
    {
        lock (_gate)
        {
            foreach (TransformReader reader in _opened)
            {
                if (find(reader) is { } stored) return new(stored, reader.Shared);
            }

            while (Next() is { } reader)
            {
                if (find(reader) is { } stored) return new(stored, reader.Shared);
            }

            return null;
        }
    }

    private TransformReader? Next()
    {
        _left ??= new(experiment.Runs().Reverse().Where(run => run != except));
        while (_left.TryDequeue(out RunId run))
        {
            TransformReader reader = experiment.Transforms(run);
            if (reader.Transforms.Count > 0)
            {
                _opened.Add(reader);
                return reader;
            }

            reader.Dispose();
        }

        return null;
    }
}
