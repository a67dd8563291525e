using TrialKeep.Orchestration.Data;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Queries over tasks, which know their items' ids.</summary>
public static class DataSetQueries
{
    /// <summary>A seeded draw of items, in the order of the data set: the one that <c>--subset</c> makes.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="count">How many; all when there are fewer.</param>
    /// <param name="seed">Another seed, another draw.</param>
    public static DataSet<TTask> Subset<TTask>(this DataSet<TTask> tasks, int count, long seed = 0)
        where TTask : IExperimentTask<TTask>
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return tasks.Subset(count, TaskItem.Of, seed);
    }

    /// <summary>A seeded draw in which each stratum has its share, in the order of the data set.</summary>
    /// <inheritdoc cref="DataSet{T}.Stratified" path="/remarks"/>
    /// <param name="tasks">The tasks.</param>
    /// <param name="count">How many of all strata together; all when there are fewer.</param>
    /// <param name="by">The stratum of a task; null is one of its own.</param>
    /// <param name="seed">Another seed, another draw.</param>
    public static DataSet<TTask> Stratified<TTask>(this DataSet<TTask> tasks, int count, Func<TTask, string?> by, long seed = 0)
        where TTask : IExperimentTask<TTask>
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return tasks.Stratified(count, by, TaskItem.Of, seed);
    }

    /// <summary>The items with these ids, in the order of the data set.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="ids">The ids; one that no item has is refused while reading.</param>
    public static DataSet<TTask> Ids<TTask>(this DataSet<TTask> tasks, params IEnumerable<string> ids)
        where TTask : IExperimentTask<TTask>
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return tasks.Ids(TaskItem.Of, ids);
    }
}
