using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Ahead;

namespace TrialKeep.Storage.Files;

/// <summary>
/// Every file operation of the store, so that a test can make the n-th one fail and so that what differs by system lies in one place.
/// Errors are the system's own (<see cref="IOException"/>, <see cref="UnauthorizedAccessException"/>). Tested on Linux.
/// </summary>
public class FileOperations
{
    private const string VariableTemporary = "/var/tmp";

    /// <summary>When other threads read a stream ahead.</summary>
    internal AheadSettings Ahead { get; init; } = AheadSettings.Default;

    /// <summary>Opens an existing file for reading while others may write it.</summary>
    public virtual SafeFileHandle OpenRead(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Opens an existing file for writing while others may read it.</summary>
    public virtual SafeFileHandle OpenWrite(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Creates a file for writing; fails when it exists.</summary>
    public virtual SafeFileHandle CreateNew(string path) =>
        File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>
    /// Creates a file for reading and writing that nobody else sees and that is gone with its handle or the process: in the folder that the variable TMPDIR names, or else where the
    /// system keeps large temporary files.
    /// </summary>
    public virtual SafeFileHandle CreateTemporary()
    {
        // /tmp is memory on many systems, which is what is to be saved.
        string folder = !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TMPDIR") is null or "" && Directory.Exists(VariableTemporary) ? VariableTemporary : Path.GetTempPath();
        string path = Path.Combine(folder, "trialkeep-" + Path.GetRandomFileName());
        // Where a name can be taken away from an open file a killed process leaves none; elsewhere the system sees to it.
        if (OperatingSystem.IsWindows()) return File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        File.Delete(path);
        return file;
    }

    /// <summary>Reads at an offset; returns the bytes read, 0 at the end of the file.</summary>
    public virtual int Read(SafeFileHandle file, Span<byte> target, long offset) => RandomAccess.Read(file, target, offset);

    /// <summary>The length of an open file in bytes.</summary>
    public virtual long Length(SafeFileHandle file) => RandomAccess.GetLength(file);

    /// <summary>Writes all bytes at an offset.</summary>
    public virtual void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(file, bytes, offset);

    /// <summary>Hands the content and the length of a file to the device; throws when the device did not take them.</summary>
    public virtual void Flush(SafeFileHandle file) => SystemCalls.FlushData(file);

    /// <summary>Hands the names in a folder to the device. Does nothing where the system has no such call.</summary>
    public virtual void FlushFolder(string path) => SystemCalls.FlushFolder(path);

    /// <summary>
    /// Sets blocks aside behind the end of a file, whose length stays: flushes of what is appended there have less to do. False where the
    /// system or the disk can't, which harms nothing.
    /// </summary>
    public virtual bool TrySetAside(SafeFileHandle file, long offset, long length) => SystemCalls.TrySetAside(file, offset, length);

    /// <summary>Gives back what was set aside behind the end of a file of this length. False where that can't be done: the blocks go with the file.</summary>
    public virtual bool TryGiveBack(SafeFileHandle file, long length) => SystemCalls.TryGiveBack(file, length);

    /// <summary>Cuts a file.</summary>
    public virtual void Truncate(SafeFileHandle file, long length) => RandomAccess.SetLength(file, length);

    /// <summary>Renames a file, replacing what has that name.</summary>
    public virtual void Replace(string from, string to) => File.Move(from, to, overwrite: true);

    /// <summary>Renames a file; fails when the name is taken.</summary>
    public virtual void Rename(string from, string to) => File.Move(from, to, overwrite: false);

    /// <summary>Deletes a file; one that is not there is no error.</summary>
    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>Renames a folder; fails when the name is taken.</summary>
    public virtual void RenameFolder(string from, string to) => Directory.Move(from, to);

    /// <summary>Deletes an empty folder.</summary>
    public virtual void DeleteFolder(string path) => Directory.Delete(path);

    /// <summary>The length of a file, and the bytes that its blocks take on the device; both are the length where the system does not tell.</summary>
    public virtual (long Length, long OnDisk) SizeOf(string path) => SystemCalls.SizeOf(path);

    /// <summary>Creates a folder and those above it; existing ones are no error.</summary>
    public virtual void CreateFolders(string path) => Directory.CreateDirectory(path);

    /// <summary>Creates one folder; false when the name is taken.</summary>
    public virtual bool TryCreateFolder(string path) => SystemCalls.TryCreateFolder(path);

    /// <summary>
    /// Takes a lock file, creating it when it is not there: nobody else holds it until the handle is closed or the process ends. Null when
    /// somebody holds it.
    /// </summary>
    public virtual SafeFileHandle? TryLock(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (SystemCalls.IsHeldByAnother(error))
        {
            return null;
        }
    }

    /// <summary>Creates a lock file that did not exist and takes it; null when it exists.</summary>
    public virtual SafeFileHandle? TryCreateLock(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Whether somebody holds a lock file; false when there is none. Whoever asks has it for a moment, but not for others who ask.</summary>
    public virtual bool IsHeld(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using SafeFileHandle asked = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return false;
        }
        catch (IOException error) when (SystemCalls.IsHeldByAnother(error))
        {
            return true;
        }
    }

    /// <summary>
    /// The type of the file system that holds a path, or will when it is created, as Linux names it (<c>ext4</c>, <c>nfs4</c>, <c>fuse.sshfs</c>); null when it can't be
    /// told.
    /// </summary>
    public virtual string? FileSystemOf(string path) => SystemCalls.FileSystemOf(path);

    /// <summary>What the holder of a lock wrote into its lock file, as far as the system lets others read it; else empty.</summary>
    public virtual string ReadLockFile(string path) => SystemCalls.ReadIgnoringLocks(path);
}
