using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Gathers what repair does about one run, and does what all of it needs: setting bytes aside. In a dry run nothing is written.</summary>
internal sealed class RepairLog(StoreContext store, RunFolder run, bool isDry)
{
    private readonly LostFile _lost = new(store.Files, run);
    private readonly List<RepairAction> _actions = [];

    public bool IsDry => isDry;

    public IReadOnlyList<RepairAction> Actions => _actions;

    public void Add(RepairAction action) => _actions.Add(action);

    public void GiveUp(string file, string message) => Add(new(RepairKind.NotRepairable, file, message));

    /// <summary>Sets pieces of a file aside; returns where they are, or would be, null when there are none.</summary>
    /// <exception cref="StoreException">Something can't be read or written.</exception>
    public string? Keep(string stem, string path, IReadOnlyList<LostPiece> pieces)
    {
        if (pieces.Count == 0) return null;
        return isDry ? _lost.PathOf(stem, path, pieces) : _lost.Keep(stem, path, pieces);
    }

    /// <summary>Sets a whole file aside and lets another content, or none, take its place.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="path">The file; it may be gone already.</param>
    /// <param name="message">What is wrong and what becomes of it.</param>
    /// <param name="replace">Writes what takes its place; null for nothing.</param>
    /// <exception cref="StoreException">Something can't be read or written.</exception>
    public void Replace(RepairKind kind, string path, string message, Action? replace = null)
    {
        long length = new FileInfo(path) is { Exists: true } file ? file.Length : 0;
        string stem = Path.GetRelativePath(run.Folder, path).Replace(Path.DirectorySeparatorChar, '-');
        string? aside = length == 0 ? null : Keep(stem, path, [new(0, length, IsContent: false)]);
        Add(new(kind, path, message, SetAsideBytes: length, SetAside: aside));
        if (isDry) return;
        if (replace is not null) SystemErrors.Write(path, replace);
        else Remove(path);
    }

    private void Remove(string path) => SystemErrors.Write(path, () =>
    {
        store.Files.Delete(path);
        store.Files.FlushFolder(Path.GetDirectoryName(path)!);
    });
}
