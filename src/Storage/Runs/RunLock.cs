using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// run.lock: held by flock while a session works alone on the run, and for moments by sessions that share it, which live by their writers'
/// locks. Its text tells others who holds it and how.
/// </summary>
internal static class RunLock
{
    private const int Tries = 20;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <summary>Takes the lock for a session that works alone.</summary>
    /// <exception cref="StoreException">Another session works on the run, or the lock can't be created.</exception>
    public static SafeFileHandle Take(FileOperations files, RunFolder run) => SystemErrors.Write(run.LockFile, () =>
    {
        SafeFileHandle held = TryTake(files, run) ?? throw Busy(files, run);
        return Guarded(held, () =>
        {
            WriteText(files, held, isSharing: false);
            if (LivingAfterTries(files, run) is { Count: > 0 } living) throw IsShared(files, run, living);
        });
    });

    /// <summary>Takes the lock for a moment of a session that shares the run.</summary>
    /// <exception cref="StoreException">A session works alone on the run, or the lock can't be created.</exception>
    public static SafeFileHandle TakeForMoment(StoreContext store, RunFolder run) => SystemErrors.Write(run.LockFile, () =>
    {
        FileOperations files = store.Files;
        long started = store.Options.Time.GetTimestamp();
        string before = "";
        while (true)
        {
            if (TryTake(files, run) is { } held) return Guarded(held, () => WriteText(files, held, isSharing: true));
            // Whoever shares is done in a moment; whoever works alone is not. A holder who has not said yet how it works leaves the text of the one
            // before it, or none: what is said twice is meant.
            string text = LockText.IsSharing(files, run.LockFile) ? "" : files.ReadLockFile(run.LockFile);
            if (text.Length > 0 && text == before) throw Busy(files, run);
            before = text;
            if (store.Options.Time.GetElapsedTime(started) > s_longest) throw Busy(files, run);
        }
    });

    /// <summary>Whether somebody works on the run, alone or with others.</summary>
    public static bool IsLive(FileOperations files, RunFolder run) => SystemErrors.Read(run.Folder, () => files.IsHeld(run.LockFile) || Living(files, run).Count > 0);

    /// <summary>The writers of sessions that share the run and live. Another holder of a writer's lock seals what it left, or holds the run's lock, too.</summary>
    public static List<string> Living(FileOperations files, RunFolder run)
    {
        List<string> living = [];
        if (!Directory.Exists(run.WritersFolder)) return living;
        foreach (string path in Directory.EnumerateFiles(run.WritersFolder, "*.lock"))
        {
            if (SystemErrors.Read(path, () => LockText.IsSharing(files, path) && files.IsHeld(path))) living.Add(Path.GetFileNameWithoutExtension(path));
        }

        living.Sort(Journals.SegmentName.CompareWriters);
        return living;
    }

    private static SafeFileHandle Guarded(SafeFileHandle held, Action act)
    {
        try
        {
            act();
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static void WriteText(FileOperations files, SafeFileHandle held, bool isSharing)
    {
        files.Truncate(held, 0);
        files.Write(held, LockText.OfThisProcess(isSharing), 0);
    }

    // Somebody who only asks whether the lock is held has it for a moment.
    private static SafeFileHandle? TryTake(FileOperations files, RunFolder run)
    {
        for (int i = 1; i < Tries; i++)
        {
            if (files.TryLock(run.LockFile) is { } held) return held;
            Thread.Sleep(s_pause);
        }

        return files.TryLock(run.LockFile);
    }

    // A tail that is being cut holds a dead writer's lock for a moment.
    private static List<string> LivingAfterTries(FileOperations files, RunFolder run)
    {
        List<string> living = Living(files, run);
        for (int i = 1; i < Tries && living.Count > 0; i++)
        {
            Thread.Sleep(s_pause);
            living = Living(files, run);
        }

        return living;
    }

    private static StoreException Busy(FileOperations files, RunFolder run) =>
        new(Problem.Busy, $"Run '{run.Id}' is being worked on by {LockText.Holder(files, run.LockFile)}; wait for it or stop it.", run.LockFile);

    private static StoreException IsShared(FileOperations files, RunFolder run, List<string> living)
    {
        string who = string.Join(" and ", living.Select(writer => LockText.Holder(files, run.WriterLock(writer))).Distinct());
        return new(Problem.Busy, $"Run '{run.Id}' is shared by {who}; wait for all who share it, stop them, or share it too.", run.LockFile);
    }
}
