using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Deletes runs of one experiment, each whole or not at all: its folder gets a name that no reader takes for a run's, durably, and is emptied
/// then. Whoever deletes next finishes what was killed in between. While it is open nobody begins, continues or reuses a run of the experiment.
/// </summary>
internal sealed class RunRemover : IDisposable
{
    /// <summary>The folder of a run that is being received from another store.</summary>
    public const string IncomingPrefix = ".incoming-";

    private const string Prefix = ".deleted-";
    private readonly StoreContext _store;
    private readonly string _experiment;
    private readonly ExperimentLocks _locks;
    private readonly HashSet<RunId> _deleted = [];
    private ReuseMap? _reuse;

    private RunRemover(StoreContext store, string experiment, ExperimentLocks locks)
    {
        _store = store;
        _experiment = experiment;
        _locks = locks;
    }

    private string RunsFolder => _store.RunsFolder(_experiment);

    /// <exception cref="StoreException">Somebody works on a run of the experiment, and may reuse another (<see cref="Problem.Busy"/>); a lock can't be taken.</exception>
    public static RunRemover Open(StoreContext store, string experiment)
    {
        RunRemover remover = new(store, experiment, ExperimentLocks.Take(store, experiment));
        try
        {
            ClearLeftOvers(store, experiment);
            return remover;
        }
        catch
        {
            remover._locks.Dispose();
            throw;
        }
    }

    /// <exception cref="StoreException">
    /// There is no such run; it is pinned, or others hold lines of it (<see cref="Problem.BadState"/>); it can't be deleted.
    /// </exception>
    public void Delete(RunId run)
    {
        Demand(run, []);
        RunFolder folder = _store.Run(_experiment, run);
        string aside = Path.Combine(RunsFolder, Prefix + run.Text);
        SystemErrors.Write(folder.Folder, () =>
        {
            _store.Files.RenameFolder(folder.Folder, aside);
            _deleted.Add(run);
            _store.Files.FlushFolder(RunsFolder);
        });
        SystemErrors.Write(aside, () => FolderTree.Remove(_store.Files, aside));
    }

    /// <summary>Refuses a run that can't go.</summary>
    /// <param name="run">The run.</param>
    /// <param name="others">Runs that are to go before it.</param>
    /// <exception cref="StoreException">As <see cref="Delete"/>.</exception>
    public void Demand(RunId run, IReadOnlyCollection<RunId> others)
    {
        RunFolder folder = _store.Run(_experiment, run);
        Links.Refuse(_store, folder);
        // A run.json that can't be read must not keep its run for ever.
        if (!Directory.Exists(folder.Folder)) RunFile.Read(_store.Files, folder);
        _reuse ??= ReuseMap.Of(_store, _experiment);
        RunId[] users = [.. _reuse.UsersOf(run).Where(user => !_deleted.Contains(user) && !others.Contains(user))];
        if (Holder(folder, MarksFile.Read(_store.Files, folder), users) is { } reason) throw new StoreException(Problem.BadState, reason, folder.Folder);
    }

    /// <summary>Brings the catalog up to what is left and frees the locks.</summary>
    public void Dispose()
    {
        _locks.Dispose();
        if (_deleted.Count > 0) new CatalogWriter(_store).Update(anew: false);
    }

    private static string? Holder(RunFolder run, RunMarks marks, RunId[] users)
    {
        if (marks.IsPinned) return $"Run '{run.Id}' is pinned; unpin it first.";
        return users.Length == 0 ? null : $"Run '{run.Id}' holds records that {string.Join(", ", users.Select(static user => $"'{user}'"))} reuse{(users.Length == 1 ? "s" : "")}; delete {(users.Length == 1 ? "that run" : "those runs")} first.";
    }

    /// <summary>Removes what a killed process left of runs that were being deleted or received. The caller holds the experiment's locks.</summary>
    public static void ClearLeftOvers(StoreContext store, string experiment)
    {
        string runs = store.RunsFolder(experiment);
        foreach (string pattern in (string[])[Prefix + "*", IncomingPrefix + "*"])
        {
            foreach (string path in Directory.EnumerateDirectories(runs, pattern).Order(StringComparer.Ordinal).ToArray()) SystemErrors.Write(path, () => FolderTree.Remove(store.Files, path));
        }
    }
}
