using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Explaining;

/// <summary>
/// The tasks and variants that the runs of an experiment hold, newest run first. The runs stay open: texts are read when they are asked for.
/// </summary>
internal sealed class StoredParts : IDisposable
{
    private readonly List<RunReader> _runs = [];
    private readonly Dictionary<string, List<StoredTask>> _tasks = new(StringComparer.Ordinal);
    private readonly List<StoredVariant> _variants = [];
    private readonly HashSet<KeyId> _known = [];

    public static StoredParts Of(StoredExperiment experiment)
    {
        StoredParts parts = new();
        foreach (RunId run in experiment.Runs().Reverse())
        {
            RunReader reader = experiment.Read(run);
            parts._runs.Add(reader);
            foreach (StoredTask task in reader.Tasks()) parts.Add(task);
            parts._variants.AddRange(reader.Variants().Reverse());
        }

        return parts;
    }

    public bool Contains(KeyId task) => _known.Contains(task);

    public bool Contains(KeyId variant, CodeIdentity code) => _variants.Exists(known => known.Key == variant && known.Code == code);

    /// <summary>The latest task of an item with another key; null when there is none.</summary>
    public StoredTask? LatestOther(string item, KeyId key) => _tasks.GetValueOrDefault(item)?.Find(task => task.Key != key);

    /// <summary>The nearest stored variant: the latest with the same key, else of the same name, else of the same type; null when there is none.</summary>
    public StoredVariant? Nearest(KeyId key, string name, string schemaId) =>
        _variants.Find(known => known.Key == key)
        ?? _variants.Find(known => known.Name == name && known.SchemaId == schemaId)
        ?? _variants.Find(known => known.SchemaId == schemaId);

    public void Dispose()
    {
        foreach (RunReader run in _runs) run.Dispose();
    }

    private void Add(StoredTask task)
    {
        if (!_known.Add(task.Key)) return;
        if (!_tasks.TryGetValue(task.Item, out List<StoredTask>? versions)) _tasks[task.Item] = versions = [];
        versions.Add(task);
    }
}
