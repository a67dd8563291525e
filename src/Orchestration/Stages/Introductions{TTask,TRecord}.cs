using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Task and variant stand in a writer's journal before the first line that refers to them. Two workers may both store one; the journal takes it once.</summary>
internal sealed class Introductions<TTask, TRecord>(Plan<TTask, TRecord> plan, RunWriter writer)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly bool[] _tasks = new bool[plan.Tasks.Count];
    private readonly bool[] _variants = new bool[plan.Variants.Length];

    /// <summary>Whose journal it is.</summary>
    public RunWriter Writer => writer;

    public void Introduce(int index, in PlannedTask<TTask> task, VariantSpec<TTask, TRecord> variant)
    {
        int place = plan.TaskIndexOf(index);
        if (!Volatile.Read(ref _variants[plan.VariantIndexOf(index)]))
        {
            variant.Store(writer);
            Volatile.Write(ref _variants[plan.VariantIndexOf(index)], true);
        }

        if (Volatile.Read(ref _tasks[place])) return;
        writer.Task(task.Key, task.Item, task.Task);
        Volatile.Write(ref _tasks[place], true);
    }
}
