using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Removes objects that no run refers to, while nobody works on any run: a writer stores an object before the line that refers to it.</summary>
internal sealed class ObjectCollector(StoreContext store, CancellationToken cancellation)
{
    /// <summary>What would be removed. Takes no lock: what is stored meanwhile may be among it.</summary>
    /// <exception cref="StoreException">A journal is damaged, or a file can't be read.</exception>
    public CollectedObjects Plan() => Collect(static _ => { });

    /// <summary>Removes it.</summary>
    /// <exception cref="StoreException">Somebody works on a run, a journal is damaged, or a file can't be read or removed.</exception>
    /// <exception cref="OperationCanceledException">It was ended; the next call goes on.</exception>
    public CollectedObjects Run()
    {
        if (!Directory.Exists(store.ObjectsFolder)) return new(0, 0, 0, 0, 0, 0);
        List<ExperimentLocks> locks = [];
        using SafeFileHandle held = ObjectsLock.Take(store);
        try
        {
            foreach (string experiment in store.Experiments()) locks.Add(ExperimentLocks.Take(store, experiment));
            return Collect(path => SystemErrors.Write(path, () => store.Files.Delete(path)));
        }
        finally
        {
            foreach (ExperimentLocks one in locks) one.Dispose();
        }
    }

    private CollectedObjects Collect(Action<string> remove)
    {
        ObjectStore objects = new(store);
        HashSet<Digest> needed = Needed(objects);
        CollectedObjects collection = new(0, 0, 0, 0, 0, 0);
        foreach (StoredObject stored in objects.All())
        {
            cancellation.ThrowIfCancellationRequested();
            if (needed.Contains(stored.Content))
            {
                collection = collection with { Kept = collection.Kept + 1, KeptBytes = collection.KeptBytes + stored.Bytes };
                continue;
            }

            remove(objects.PathOf(stored.Content));
            collection = collection with { Objects = collection.Objects + 1, Bytes = collection.Bytes + stored.Bytes };
        }

        foreach (string path in WriterFiles.LeftOvers(store))
        {
            long bytes = new FileInfo(path).Length;
            remove(path);
            collection = collection with { LeftOvers = collection.LeftOvers + 1, LeftOverBytes = collection.LeftOverBytes + bytes };
        }

        return collection;
    }

    // What can't be read may be what refers to an object.
    private HashSet<Digest> Needed(ObjectStore objects)
    {
        HashSet<Digest> needed = [];
        DamageReport damage = objects.VisitReferences(reference =>
        {
            cancellation.ThrowIfCancellationRequested();
            needed.Add(reference.Content);
        });
        if (!damage.IsDamaged) return needed;
        DamagedLine line = damage.Lines[0];
        throw new StoreException(Problem.Damaged, $"Objects are not collected while '{line.File}' is damaged ({line.Reason}), because a damaged line may refer to one; repair the run first.", line.File, line.Line, line.Offset);
    }
}
