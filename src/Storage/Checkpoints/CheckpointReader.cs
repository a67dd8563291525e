using System.Collections.Immutable;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Checkpoints;

/// <summary>The checkpoints of a run as they are now.</summary>
public sealed class CheckpointReader
{
    private readonly StoreContext _store;
    private readonly RunFolder _run;

    internal CheckpointReader(StoreContext store, RunFolder run)
    {
        _store = store;
        _run = run;
    }

    /// <summary>The names that have one, sorted.</summary>
    public IReadOnlyList<string> Names() => !Directory.Exists(_run.CheckpointsFolder)
        ? []
        : [.. Directory.EnumerateDirectories(_run.CheckpointsFolder).Select(static path => Path.GetFileName(path)).Where(name => Name.IsGood(name) && Numbers(name).Count > 0).Order(StringComparer.Ordinal)];

    /// <summary>The numbers of those of a name that are kept, ascending.</summary>
    /// <exception cref="StoreException">The name is none.</exception>
    public IReadOnlyList<int> Numbers(string name)
    {
        Name.Check("checkpoint", name);
        return CheckpointFile.Numbers(_run.Checkpoints(name));
    }

    /// <summary>The newest that is whole; null when there is none. Those that are damaged are passed over and listed in it.</summary>
    /// <exception cref="StoreException">There are some and none is whole (<see cref="Problem.Damaged"/>), the name is none, or a file can't be read.</exception>
    public StoredCheckpoint? Newest(string name)
    {
        ImmutableArray<DamagedLine>.Builder skipped = ImmutableArray.CreateBuilder<DamagedLine>();
        foreach (int number in Numbers(name).Reverse())
        {
            if (TryRead(name, number, out StoredCheckpoint? checkpoint, out DamagedLine? damage)) return checkpoint! with { Skipped = skipped.ToImmutable() };
            if (damage is not null) skipped.Add(damage);
        }

        if (skipped.Count == 0) return null;
        throw new StoreException(Problem.Damaged, $"No checkpoint '{name}' of run '{_run.Id}' is whole ({skipped[0].Reason}); restore '{skipped[0].File}' from a copy, or delete it to begin anew.", skipped[0].File, offset: skipped[0].Offset);
    }

    /// <summary>The checkpoint of a number.</summary>
    /// <exception cref="StoreException">There is none (<see cref="Problem.NotFound"/>), or it is damaged.</exception>
    public StoredCheckpoint Read(string name, int number)
    {
        Name.Check("checkpoint", name);
        if (TryRead(name, number, out StoredCheckpoint? checkpoint, out DamagedLine? damage)) return checkpoint!;
        string path = CheckpointFile.PathOf(_run.Checkpoints(name), number);
        throw damage is null
            ? new StoreException(Problem.NotFound, $"Run '{_run.Id}' has no checkpoint {number} of '{name}'; ask for the numbers that are kept.", path)
            : new StoreException(Problem.Damaged, $"'{path}' is damaged ({damage.Reason}); restore it from a copy, or read an older one.", path, offset: damage.Offset);
    }

    // One that a writer has just removed because it is too old is as if it had never been.
    private bool TryRead(string name, int number, out StoredCheckpoint? checkpoint, out DamagedLine? damage)
    {
        string path = CheckpointFile.PathOf(_run.Checkpoints(name), number);
        (checkpoint, damage) = (null, null);
        try
        {
            return CheckpointFile.TryRead(_store.Files, _run, name, path, number, out checkpoint, out damage);
        }
        catch (StoreException error) when (error.Problem == Problem.NotFound)
        {
            return false;
        }
    }
}
