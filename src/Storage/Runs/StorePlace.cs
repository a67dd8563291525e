using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Runs;

/// <summary>Whether a store may lie where it is.</summary>
internal static class StorePlace
{
    /// <exception cref="StoreException">It is on another machine (<see cref="Problem.Refused"/>).</exception>
    public static void Check(StoreContext store)
    {
        if (store.Options.AllowNetworkFileSystem) return;
        string? type = store.Files.FileSystemOf(store.Folder);
        if (type is null || !NetworkFileSystems.Has(type)) return;
        throw new StoreException(Problem.Refused, $"'{store.Folder}' lies on a network file system ({type}), whose locks and renames can't be trusted; use a local disk or the shared store, or set StoreOptions.AllowNetworkFileSystem when one machine alone uses it.", store.Folder);
    }
}
