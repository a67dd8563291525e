using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Erasure;

/// <summary>What was erased from an experiment and must not come back: it is neither looked up nor made again.</summary>
public sealed class ErasedWork
{
    private readonly Dictionary<(ErasedSubject, KeyId), Tombstone> _tombstones = [];
    private readonly StoreContext _store;
    private readonly long _length;

    internal ErasedWork(StoreContext store, string experiment)
    {
        _store = store;
        // Before it is read: what is erased meanwhile makes it outdated.
        _length = TombstoneFile.LengthIn(store);
        foreach (Tombstone tombstone in TombstoneFile.Read(store))
        {
            if (tombstone.Experiment is null || tombstone.Experiment == experiment) _tombstones.TryAdd((tombstone.Of, tombstone.Id), tombstone);
        }
    }

    /// <summary>Whether nothing was.</summary>
    public bool IsEmpty => _tombstones.Count == 0;

    /// <summary>Whether it still says all: nothing was erased from the store since. Costs one look at a file.</summary>
    public bool IsCurrent => TombstoneFile.LengthIn(_store) == _length;

    /// <summary>The tombstone of a generation; null when it has none.</summary>
    public Tombstone? Find(KeyId generation) => _tombstones.GetValueOrDefault((ErasedSubject.Generation, generation));

    /// <summary>The tombstone of a generation, of its task or of its item; null when none was erased.</summary>
    /// <param name="item">The item's id as the program has it.</param>
    /// <param name="task">The task's key.</param>
    /// <param name="generation">The generation's key.</param>
    public Tombstone? Find(string item, KeyId task, KeyId generation)
    {
        if (IsEmpty) return null;
        return Find(generation) ?? _tombstones.GetValueOrDefault((ErasedSubject.Task, task)) ?? FindItem(item);
    }

    // Who erased may have named the item as the store shows it.
    private Tombstone? FindItem(string item)
    {
        if (_tombstones.GetValueOrDefault((ErasedSubject.Item, Tombstone.IdOfItem(item))) is { } known) return known;
        return _store.Redaction is { } redaction ? _tombstones.GetValueOrDefault((ErasedSubject.Item, Tombstone.IdOfItem(redaction.Identify(item)))) : null;
    }
}
