namespace TrialKeep.Storage.Runs;

/// <summary>
/// Symbolic links inside a store are refused, not followed: a store that somebody else made must not have this program read or write elsewhere.
/// The store's own folder may be reached by one, because the user named that.
/// </summary>
internal static class Links
{
    /// <summary>Refuses links directly in the store's folder.</summary>
    /// <exception cref="StoreException">There is one (<see cref="Problem.Refused"/>).</exception>
    public static void RefuseInStore(StoreContext store)
    {
        RefuseIn(store.Folder);
        RefuseIn(Path.Combine(store.Folder, "objects"));
    }

    /// <summary>Refuses links on the way to a run and anywhere in it.</summary>
    /// <exception cref="StoreException">There is one (<see cref="Problem.Refused"/>).</exception>
    public static void Refuse(StoreContext store, RunFolder run)
    {
        RefuseOnTheWay(store, run.Experiment);
        Refuse(run.Folder);
        foreach (string folder in RefuseIn(run.Folder))
        {
            foreach (string inside in RefuseIn(folder)) RefuseIn(inside);
        }
    }

    /// <summary>Refuses links on the way to the runs of an experiment.</summary>
    /// <exception cref="StoreException">There is one (<see cref="Problem.Refused"/>).</exception>
    public static void RefuseOnTheWay(StoreContext store, string experiment)
    {
        Refuse(store.ExperimentsFolder);
        string runs = store.RunsFolder(experiment);
        Refuse(Path.GetDirectoryName(runs)!);
        Refuse(runs);
    }

    /// <summary>Refuses a link; nothing there is no link.</summary>
    /// <exception cref="StoreException">It is one (<see cref="Problem.Refused"/>).</exception>
    public static void Refuse(string path)
    {
        if (new FileInfo(path).LinkTarget is not null) throw IsLink(path);
    }

    // Returns the folders that it has seen.
    private static List<string> RefuseIn(string folder)
    {
        List<string> folders = [];
        DirectoryInfo info = new(folder);
        if (!info.Exists) return folders;
        foreach (FileSystemInfo entry in info.EnumerateFileSystemInfos())
        {
            if ((entry.Attributes & FileAttributes.ReparsePoint) != 0 && entry.LinkTarget is not null) throw IsLink(entry.FullName);
            if ((entry.Attributes & FileAttributes.Directory) != 0) folders.Add(entry.FullName);
        }

        return folders;
    }

    private static StoreException IsLink(string path) =>
        new(Problem.Refused, $"'{path}' is a symbolic link, and a store follows none inside itself; put what it points to in its place.", path);
}
