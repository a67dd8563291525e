using System.Runtime.InteropServices;

namespace TrialKeep.Benchmarks.Measuring;

/// <summary>
/// A temporary folder with a fresh one for every measurement. Nothing is deleted while something is measured: ext4 frees blocks behind the
/// next flush, which would be charged to whoever flushes.
/// </summary>
internal sealed partial class WorkFolder : IDisposable
{
    private const string MemoryDevice = "/dev/shm";
    private readonly DirectoryInfo _folder;
    private int _count;

    public WorkFolder()
        : this(Directory.CreateTempSubdirectory("trialkeep-bench-"))
    {
    }

    private WorkFolder(DirectoryInfo folder) => _folder = folder;

    /// <summary>A folder on a file system in memory, where a flush costs nothing; null where there is none.</summary>
    public static WorkFolder? InMemory() =>
        Directory.Exists(MemoryDevice) ? new(Directory.CreateDirectory(Path.Combine(MemoryDevice, $"trialkeep-bench-{Path.GetRandomFileName()}"))) : null;

    public string Fresh() => Directory.CreateDirectory(Path.Combine(_folder.FullName, $"{++_count}")).FullName;

    /// <summary>
    /// Writes a file of this size, deletes it and waits until that is settled: a thin virtual disk and a guest's memory come from the host at
    /// some 350 MB/s when they are used for the first time, which would hide every difference between those who are measured.
    /// </summary>
    public void MakeRoom(long bytes)
    {
        string path = Path.Combine(_folder.FullName, "room");
        byte[] piece = new byte[1 << 20];
        using (FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            for (long at = 0; at < bytes; at += piece.Length) file.Write(piece);
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
        Settle();
    }

    [LibraryImport("libc", EntryPoint = "sync")]
    private static partial void Settle();

    public void Dispose() => _folder.Delete(recursive: true);
}
