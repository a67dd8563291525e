using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Deletes runs, whole or not at all: the folder gets a name that no reader takes for a run's, durably, and is emptied then. Whoever deletes
/// next in the experiment finishes what was killed in between.
/// </summary>
internal sealed class RunRemover(StoreContext store, string experiment)
{
    private const string Prefix = ".deleted-";

    /// <exception cref="StoreException">
    /// There is no such run; it is pinned, or others hold lines of it (<see cref="Problem.BadState"/>); somebody works on it or on another run of the
    /// experiment, which may reuse it (<see cref="Problem.Busy"/>); it can't be deleted.
    /// </exception>
    public void Delete(RunId run)
    {
        RunFolder folder = store.Run(experiment, run);
        Links.Refuse(store, folder);
        // A run.json that can't be read must not keep its run for ever.
        if (!Directory.Exists(folder.Folder)) RunFile.Read(store.Files, folder);
        using SafeFileHandle beginning = BeginLock.Take(store, experiment);
        FinishDeleted();
        RequireFree(folder);
        string aside = Path.Combine(store.RunsFolder(experiment), Prefix + run.Text);
        using (RunLock.Take(store.Files, folder))
        {
            SystemErrors.Write(folder.Folder, () =>
            {
                store.Files.RenameFolder(folder.Folder, aside);
                store.Files.FlushFolder(store.RunsFolder(experiment));
            });
        }

        SystemErrors.Write(aside, () => Empty(aside));
        new CatalogWriter(store).Update(anew: false);
    }

    /// <summary>Why a run must stay, in a sentence; null when it may go.</summary>
    public static string? Holder(RunFolder run, RunMarks marks, IReadOnlyCollection<RunId> users)
    {
        if (marks.IsPinned) return $"Run '{run.Id}' is pinned; unpin it first.";
        return users.Count == 0 ? null : $"Run '{run.Id}' holds records that {string.Join(", ", users.Select(static user => $"'{user}'"))} reuse{(users.Count == 1 ? "s" : "")}; delete {(users.Count == 1 ? "that run" : "those runs")} first.";
    }

    private void RequireFree(RunFolder run)
    {
        foreach (RunFolder other in store.Runs(experiment))
        {
            if (!RunLock.IsLive(store.Files, other)) continue;
            string whose = other.Id == run.Id ? "" : ", and it may reuse what it finds";
            throw new StoreException(Problem.Busy, $"Run '{other.Id}' is being worked on by {LockText.Holder(store.Files, other.LockFile)}{whose}; wait for it or stop it.", other.LockFile);
        }

        if (Holder(run, MarksFile.Read(store.Files, run), ReuseMap.Of(store, experiment).UsersOf(run.Id)) is { } reason) throw new StoreException(Problem.BadState, reason, run.Folder);
    }

    private void FinishDeleted()
    {
        foreach (string path in Directory.EnumerateDirectories(store.RunsFolder(experiment), Prefix + "*").Order(StringComparer.Ordinal).ToArray()) SystemErrors.Write(path, () => Empty(path));
    }

    private void Empty(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder).ToArray()) store.Files.Delete(path);
        foreach (string path in Directory.EnumerateDirectories(folder).ToArray()) Remove(path);
        store.Files.DeleteFolder(folder);
    }

    // A link is removed as what it is; what it leads to is nobody's business here.
    private void Remove(string folder)
    {
        if (new DirectoryInfo(folder).LinkTarget is null) Empty(folder);
        else store.Files.DeleteFolder(folder);
    }
}
