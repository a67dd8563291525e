using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// Stores what was edited in a task without changing its key. Whose record is there is noted, and many tasks are compared with what is stored at once: their identities are
/// computed side by side, their lines are appended in plan order.
/// </summary>
internal sealed class TaskRevisions<TTask, TRecord>(Plan<TTask, TRecord> plan, RunSession session)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private const int MostNoted = 4096;

    private readonly bool[] _known = new bool[plan.Tasks.Count];
    private readonly List<(int Place, RunId Source, GenerationLookup? Lookup)> _noted = [];

    /// <summary>Notes the task of a generation whose record is there; perhaps it is compared now.</summary>
    /// <param name="index">The generation.</param>
    /// <param name="source">The run that has the record.</param>
    /// <param name="lookup">What has found it there, and read what that run says of the task; null when the record stood in this run.</param>
    public void Note(int index, RunId source, GenerationLookup? lookup = null)
    {
        int place = plan.TaskIndexOf(index);
        if (_known[place]) return;
        _known[place] = true;
        _noted.Add((place, source, lookup));
        if (_noted.Count == MostNoted) Append();
    }

    /// <summary>Compares what is noted, and appends the tasks that are newer.</summary>
    public void Append()
    {
        PlannedTask<TTask>[] tasks = new PlannedTask<TTask>[_noted.Count];
        TaskContent[] contents = new TaskContent[tasks.Length];
        RowWork.Each(tasks.Length, index =>
        {
            tasks[index] = plan.Tasks[_noted[index].Place].Identified();
            contents[index] = tasks[index].Content;
        });
        for (int i = 0; i < tasks.Length; i++) Revise(tasks[i], contents[i], _noted[i].Source, _noted[i].Lookup);
        _noted.Clear();
    }

    private void Revise(in PlannedTask<TTask> task, TaskContent content, RunId source, GenerationLookup? lookup)
    {
        if (lookup is null) session.Writer.Revise(task.Key, task.Item, task.Task, content, source);
        else session.Writer.Revise(task.Key, task.Item, task.Task, content, lookup, source);
    }
}
