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
            remover.FinishDeleted();
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
        RunFolder folder = _store.Run(_experiment, run);
        Links.Refuse(_store, folder);
        // A run.json that can't be read must not keep its run for ever.
        if (!Directory.Exists(folder.Folder)) RunFile.Read(_store.Files, folder);
        _reuse ??= ReuseMap.Of(_store, _experiment);
        RunId[] users = [.. _reuse.UsersOf(run).Where(user => !_deleted.Contains(user))];
        if (Holder(folder, MarksFile.Read(_store.Files, folder), users) is { } reason) throw new StoreException(Problem.BadState, reason, folder.Folder);
        string aside = Path.Combine(RunsFolder, Prefix + run.Text);
        SystemErrors.Write(folder.Folder, () =>
        {
            _store.Files.RenameFolder(folder.Folder, aside);
            _deleted.Add(run);
            _store.Files.FlushFolder(RunsFolder);
        });
        SystemErrors.Write(aside, () => Empty(aside));
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

    private void FinishDeleted()
    {
        foreach (string path in Directory.EnumerateDirectories(RunsFolder, Prefix + "*").Order(StringComparer.Ordinal).ToArray()) SystemErrors.Write(path, () => Empty(path));
    }

    private void Empty(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder).ToArray()) _store.Files.Delete(path);
        foreach (string path in Directory.EnumerateDirectories(folder).ToArray()) Remove(path);
        _store.Files.DeleteFolder(folder);
    }

    // A link is removed as what it is; what it leads to is nobody's business here.
    private void Remove(string folder)
    {
        if (new DirectoryInfo(folder).LinkTarget is null) Empty(folder);
        else _store.Files.DeleteFolder(folder);
    }
}
