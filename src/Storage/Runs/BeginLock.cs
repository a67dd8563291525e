using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Runs;

/// <summary>runs.lock of an experiment: held for the moment in which a run is begun, so that two processes do not begin the same one.</summary>
internal static class BeginLock
{
    /// <exception cref="StoreException">Another process has held it for longer than beginning a run takes, or it can't be created.</exception>
    public static SafeFileHandle Take(StoreContext store, string experiment)
    {
        Name.CheckCase("experiment", experiment, store.ExperimentsFolder);
        string folder = store.RunsFolder(experiment);
        string path = Path.Combine(Path.GetDirectoryName(folder)!, "runs.lock");
        return SystemErrors.Write(folder, () =>
        {
            DurableFolder.Create(store.Files, folder);
            return LockWait.Until(store.Options.Time, () => store.Files.TryLock(path),
                seconds => new(Problem.Busy, $"Another process has been beginning a run of '{experiment}' for {seconds} s; stop it.", path));
        });
    }
}
