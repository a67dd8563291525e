using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Runs;

/// <summary>runs.lock of an experiment: held for the moment in which a run is begun, so that two processes do not begin the same one.</summary>
internal static class BeginLock
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <exception cref="StoreException">Another process has held it for longer than beginning a run takes, or it can't be created.</exception>
    public static SafeFileHandle Take(StoreContext store, string experiment)
    {
        Name.CheckCase("experiment", experiment, store.ExperimentsFolder);
        string folder = store.RunsFolder(experiment);
        string path = Path.Combine(Path.GetDirectoryName(folder)!, "runs.lock");
        return SystemErrors.Write(folder, () =>
        {
            DurableFolder.Create(store.Files, folder);
            long started = store.Options.Time.GetTimestamp();
            while (true)
            {
                if (store.Files.TryLock(path) is { } held) return held;
                if (store.Options.Time.GetElapsedTime(started) > s_longest) throw new StoreException(Problem.Busy, $"Another process has been beginning a run of '{experiment}' for {s_longest.TotalSeconds} s; stop it.", path);
                Thread.Sleep(s_pause);
            }
        });
    }
}
