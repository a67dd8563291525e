using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Data;

/// <summary>The item that a task is about: its id, or, where the type has none, the text of its key.</summary>
internal static class TaskItem
{
    public static string Of<TTask>(TTask task)
        where TTask : IExperimentTask<TTask> => TTask.GetItemId(task) ?? Key.Text(TTask.Schema.Id, Key.Of(task));

    public static string Of<TTask>(TTask task, Digest key)
        where TTask : IExperimentTask<TTask> => TTask.GetItemId(task) ?? Key.Text(TTask.Schema.Id, key);
}
