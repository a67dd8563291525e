using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Comparison.Stored;

/// <summary>Finds the task of an item: as it is now, as the run has it, or as the run has it whose record is reused.</summary>
internal sealed class StoredTraits<TTask>(RunReader run, IReadOnlyDictionary<string, TTask>? current)
    where TTask : IExperimentTask<TTask>
{
    private readonly Dictionary<RunReader, Dictionary<string, StoredTask>> _tasks = [];

    public UnitTraits? Of(string item, StoredGeneration? generation)
    {
        if (current is not null && current.TryGetValue(item, out TTask? task))
            return TaskTraits.Of(task);
        StoredTask? stored = Find(run, item);
        if (stored is null && generation is { IsReuse: true } reused)
            stored = Find(run.ReaderOf(reused), item);
        return stored is null || stored.SchemaId != TTask.Schema.Id ? null : TaskTraits.Of(Json.Read<TTask>(stored.Json.Span, stored.Shared));
    }

    private StoredTask? Find(RunReader reader, string item)
    {
        if (!_tasks.TryGetValue(reader, out Dictionary<string, StoredTask>? tasks))
        {
            _tasks.Add(reader, tasks = new(StringComparer.Ordinal));
            foreach (StoredTask task in reader.Tasks())
                tasks[task.Item] = task;
        }

        return tasks.GetValueOrDefault(item);
    }
}
