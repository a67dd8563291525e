using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Artifacts;

/// <summary>
/// objects.lock: held while objects are collected. Whoever stores objects holds a lock of its run first and asks for this one then; whoever collects takes this one first and
/// the locks of all runs then. So one of the two sees the other, also when the run is one that was begun a moment ago.
/// </summary>
internal static class ObjectsLock
{
    /// <exception cref="StoreException">Another process collects (<see cref="Problem.Busy"/>), or the lock can't be created.</exception>
    public static SafeFileHandle Take(StoreContext store) => Wait(store, () => store.Files.TryLock(PathIn(store)));

    /// <summary>Returns when nobody collects.</summary>
    /// <exception cref="StoreException">Somebody does so for long (<see cref="Problem.Busy"/>).</exception>
    public static void Await(StoreContext store) => Wait(store, () => store.Files.IsHeld(PathIn(store)) ? null : "");

    private static string PathIn(StoreContext store) => Path.Combine(store.Folder, "objects.lock");

    private static T Wait<T>(StoreContext store, Func<T?> attempt)
        where T : class => SystemErrors.Write(PathIn(store), () => LockWait.Until(store.Options.Time, attempt,
            seconds => new(Problem.Busy, $"Another process has been collecting the objects of '{store.Folder}' for {seconds} s; wait for it or stop it.", PathIn(store))));
}
