using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Artifacts;

/// <summary>
/// The unfinished files of one writer: their names say whose they are, so that the next writer can tell those of a killed one by its lock and
/// remove them, without a clock.
/// </summary>
internal sealed class WriterFiles(StoreContext store, RunFolder run, string writer)
{
    private const char Separator = '~';
    private const string Extension = ".tmp";
    private int _number;

    public string Folder => FolderOf(store);

    public string Next() =>
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{run.Experiment}{Separator}{run.Id.Text}{Separator}{writer}{Separator}{Interlocked.Increment(ref _number)}{Extension}"));

    /// <summary>Removes what writers left that no longer live.</summary>
    public void RemoveLeftOvers()
    {
        foreach (string path in LeftOvers(store, own: run.WriterLock(writer))) store.Files.Delete(path);
    }

    /// <summary>What writers left that no longer live.</summary>
    /// <param name="store">The store.</param>
    /// <param name="own">The lock of the writer that asks, which lives; null for none.</param>
    public static List<string> LeftOvers(StoreContext store, string? own = null)
    {
        List<string> left = [];
        string folder = FolderOf(store);
        if (!Directory.Exists(folder)) return left;
        Dictionary<string, bool> known = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
        {
            string[] parts = Path.GetFileNameWithoutExtension(path).Split(Separator);
            if (parts.Length != 4 || !Name.IsGood(parts[0]) || !RunId.TryParse(parts[1], out RunId id) || !SegmentName.IsWriter(parts[2])) continue;
            string owner = store.Run(parts[0], id).WriterLock(parts[2]);
            if (!known.TryGetValue(owner, out bool lives)) known.Add(owner, lives = owner == own || Lives(store.Files, owner));
            if (!lives) left.Add(path);
        }

        return left;
    }

    /// <summary>Removes every unfinished file of some experiments, on whose runs nobody works.</summary>
    /// <exception cref="StoreException">One can't be removed.</exception>
    public static void RemoveAll(StoreContext store, IReadOnlyCollection<string> experiments)
    {
        if (!Directory.Exists(FolderOf(store))) return;
        foreach (string path in Directory.EnumerateFiles(FolderOf(store), "*" + Extension).Order(StringComparer.Ordinal).ToArray())
        {
            if (experiments.Contains(Path.GetFileName(path).Split(Separator)[0])) SystemErrors.Write(path, () => store.Files.Delete(path));
        }
    }

    /// <summary>Whether somebody holds a writer's lock. A lock that is gone went with its run, and so did its holder.</summary>
    public static bool Lives(FileOperations files, string writerLock)
    {
        if (!File.Exists(writerLock)) return false;
        using SafeFileHandle? probe = files.TryLock(writerLock);
        return probe is null;
    }

    private static string FolderOf(StoreContext store) => Path.Combine(store.ObjectsFolder, "incoming");
}
