using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Explaining;

/// <summary>The tasks that the runs of an experiment hold, newest run first. The runs stay open: a task's texts are read when they are asked for.</summary>
internal sealed class StoredTasks : IDisposable
{
    private readonly List<RunReader> _runs = [];
    private readonly Dictionary<string, List<StoredTask>> _byItem = new(StringComparer.Ordinal);
    private readonly HashSet<KeyId> _known = [];

    public static StoredTasks Of(StoredExperiment experiment)
    {
        StoredTasks tasks = new();
        foreach (RunId run in experiment.Runs().Reverse())
        {
            RunReader reader = experiment.Read(run);
            tasks._runs.Add(reader);
            foreach (StoredTask task in reader.Tasks()) tasks.Add(task);
        }

        return tasks;
    }

    public bool Contains(KeyId task) => _known.Contains(task);

    /// <summary>The latest task of an item with another key; null when there is none.</summary>
    public StoredTask? LatestOther(string item, KeyId key) => _byItem.GetValueOrDefault(item)?.Find(task => task.Key != key);

    public void Dispose()
    {
        foreach (RunReader run in _runs) run.Dispose();
    }

    private void Add(StoredTask task)
    {
        if (!_known.Add(task.Key)) return;
        if (!_byItem.TryGetValue(task.Item, out List<StoredTask>? versions)) _byItem[task.Item] = versions = [];
        versions.Add(task);
    }
}
