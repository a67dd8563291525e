using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Data;

/// <summary>The slices of a task by their names, which is how options and files say them.</summary>
public static class TaskSlices
{
    /// <summary>The names, as JSON has them.</summary>
    public static string[] Names<TTask>()
        where TTask : IExperimentTask<TTask> => [.. TTask.Schema.Members.Where(static member => member.IsSlice).Select(static member => member.JsonName)];

    /// <summary>What reads a slice, whose name may be written in upper or lower case; null when the task has no such slice.</summary>
    public static Column<TTask>? Find<TTask>(string name)
        where TTask : IExperimentTask<TTask> =>
        Names<TTask>().Contains(name, StringComparer.OrdinalIgnoreCase) ? TTask.Columns.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)) : null;

    /// <summary>The level of a task; null where it has none.</summary>
    public static string? LevelOf<TTask>(this Column<TTask> slice, TTask task)
    {
        ArgumentNullException.ThrowIfNull(slice);
        return slice.Read(task) is { IsNull: false } level ? level.ToString() : null;
    }
}
