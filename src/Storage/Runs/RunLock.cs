using System.Text;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Runs;

/// <summary>run.lock: held by flock while a process works on the run; its text tells others who that is.</summary>
internal static class RunLock
{
    private const int Tries = 20;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    /// <exception cref="StoreException">Another process holds it, or it can't be created.</exception>
    public static SafeFileHandle Take(FileOperations files, RunFolder run) => SystemErrors.Write(run.LockFile, () =>
    {
        SafeFileHandle held = TryTake(files, run) ?? throw Busy(files, run);
        try
        {
            files.Truncate(held, 0);
            files.Write(held, Encoding.UTF8.GetBytes($"process {Environment.ProcessId} on {Environment.MachineName}\n"), 0);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    });

    public static bool IsHeld(FileOperations files, RunFolder run)
    {
        if (!File.Exists(run.LockFile)) return false;
        using SafeFileHandle? probe = files.TryLock(run.LockFile);
        return probe is null;
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

    private static StoreException Busy(FileOperations files, RunFolder run)
    {
        string holder = files.ReadLockFile(run.LockFile).Trim();
        string who = holder.Length > 0 ? holder : "another process";
        return new(Problem.Busy, $"Run '{run.Id}' is being worked on by {who}; wait for it or stop it.", run.LockFile);
    }
}
