using System.Collections;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Planning;

/// <summary>The generations of a plan as its manifest says them. None is held: whoever writes them reads the items a piece at a time.</summary>
internal sealed class PlanEntries<TTask, TRecord>(Plan<TTask, TRecord> plan) : IReadOnlyList<ManifestEntry>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    public int Count => plan.Count;

    public ManifestEntry this[int index] => Entry(index, plan.TaskOf(index).Item);

    public IEnumerator<ManifestEntry> GetEnumerator()
    {
        int ofTask = plan.Count / plan.Tasks.Count;
        for (int from = 0; from < plan.Tasks.Count; from += TaskList<TTask>.PieceLength)
        {
            string[] items = ItemsFrom(from);
            for (int i = 0; i < items.Length * ofTask; i++) yield return Entry(from * ofTask + i, items[i / ofTask]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string[] ItemsFrom(int from)
    {
        string[] items = new string[Math.Min(TaskList<TTask>.PieceLength, plan.Tasks.Count - from)];
        RowWork.Each(items.Length, index => items[index] = plan.Tasks[from + index].Item);
        return items;
    }

    private ManifestEntry Entry(int index, string item) => new(plan.Keys[index], item, plan.VariantOf(index).Name, plan.SampleOf(index));
}
