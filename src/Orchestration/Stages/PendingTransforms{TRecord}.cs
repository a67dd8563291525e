using System.Collections;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Records that are yet to be transformed, 8 bytes each.</summary>
/// <param name="transforms">By what.</param>
internal sealed class PendingTransforms<TRecord>(IReadOnlyList<Transform<TRecord>> transforms) : IReadOnlyList<(int Index, Transform<TRecord> Transform)>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly PendingList<(int Index, int Transform)> _items = new();

    public int Count => _items.Count;

    public (int Index, Transform<TRecord> Transform) this[int index] => (_items[index].Index, transforms[_items[index].Transform]);

    /// <summary>Adds a record.</summary>
    /// <param name="index">Its place in the plan.</param>
    /// <param name="transform">The place of its transform among those that there are.</param>
    public void Add(int index, int transform) => _items.Add((index, transform));

    public IEnumerator<(int Index, Transform<TRecord> Transform)> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
