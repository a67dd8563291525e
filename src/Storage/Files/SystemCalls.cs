using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace TrialKeep.Storage.Files;

/// <summary>
/// What .NET does not offer: a flush whose failure is seen (.NET 10.0.12 swallows it on Linux), a flush of a folder, an exclusive mkdir and
/// reading a locked file. The paths for Windows and macOS are untested.
/// </summary>
internal static partial class SystemCalls
{
    private const int Interrupted = 4;
    private const int Exists = 17;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);
    private const int FullFlushOnMac = 51;
    private const int ReadOnlyFlag = 0;
    private const int KeepSize = 1;
    private static readonly int s_folderFlags = OperatingSystem.IsMacOS() ? 0x100000 | 0x1000000 : DirectoryFlagOnLinux | 0x80000;
    private static readonly int s_fileFlags = ReadOnlyFlag | (OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000);

    // O_DIRECTORY is not the same number on every processor.
    private static int DirectoryFlagOnLinux =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm or Architecture.Ppc64le ? 0x4000 : 0x10000;

    public static void FlushData(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows()) RandomAccess.FlushToDisk(file);
        else if (OperatingSystem.IsMacOS()) Check(() => FileControl(file, FullFlushOnMac), null);
        else FlushDataOnLinux(file);
    }

    // Called for every awaited append: no closure.
    private static void FlushDataOnLinux(SafeFileHandle file)
    {
        while (FlushDataOnly(file) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted) throw Failure(error, null);
        }
    }

    public static bool TrySetAside(SafeFileHandle file, long offset, long length) =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && Allocate(file, KeepSize, offset, length) == 0;

    // Cutting a file to its own length frees what lies behind it, on ext4 and xfs.
    public static bool TryGiveBack(SafeFileHandle file, long length) =>
        OperatingSystem.IsLinux() && Environment.Is64BitProcess && Cut(file, length) == 0;

    public static void FlushFolder(string path)
    {
        // NTFS journals names by itself and lets nobody flush a folder.
        if (OperatingSystem.IsWindows()) return;
        using SafeFileHandle folder = Open(path, s_folderFlags);
        Check(() => FlushAll(folder), path);
    }

    public static bool TryCreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return TryCreateFolderByRename(path);
        if (MakeFolder(path, 0x1FF) == 0) return true;
        int error = Marshal.GetLastPInvokeError();
        return error == Exists ? false : throw Failure(error, path);
    }

    public static bool IsHeldByAnother(IOException error) => error.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows;

    public static string ReadIgnoringLocks(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path)) return "";
        using SafeFileHandle file = Open(path, s_fileFlags);
        Span<byte> content = stackalloc byte[512];
        return Encoding.UTF8.GetString(content[..RandomAccess.Read(file, content, 0)]);
    }

    // Read once for each store: mounts hardly change while a program runs, and a statfs of a network that hangs would hang, too.
    public static string? FileSystemOf(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        try
        {
            return NetworkFileSystems.TypeOf(Resolve(path), File.ReadLines("/proc/self/mountinfo"));
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            // Without /proc nobody can tell, and that is no reason to refuse.
            return null;
        }
    }

    // Where the nearest folder that exists is in truth, whatever links lead to it.
    private static string Resolve(string path)
    {
        string existing = path;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { Length: > 0 } above) existing = above;
        string real = "/";
        foreach (string part in existing.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            DirectoryInfo next = new(Path.Combine(real, part));
            real = next.LinkTarget is null ? next.FullName : next.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next.FullName;
        }

        return real;
    }

    // Moving a folder onto an existing one fails on Windows, which makes it exclusive.
    private static bool TryCreateFolderByRename(string path)
    {
        string aside = $"{path}.{Environment.ProcessId}.new";
        Directory.CreateDirectory(aside);
        try
        {
            Directory.Move(aside, path);
            return true;
        }
        catch (IOException) when (Directory.Exists(path))
        {
            Directory.Delete(aside);
            return false;
        }
    }

    private static SafeFileHandle Open(string path, int flags)
    {
        int descriptor;
        do descriptor = OpenPath(path, flags);
        while (descriptor < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure(Marshal.GetLastPInvokeError(), path);
    }

    private static void Check(Func<int> call, string? path)
    {
        while (call() != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted) throw Failure(error, path);
        }
    }

    private static IOException Failure(int error, string? path) =>
        new(path is null ? Marshal.GetPInvokeErrorMessage(error) : $"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", error);

    /// <summary>The length of a file and the bytes of its blocks (statx, whose layout is the same on all architectures).</summary>
    public static (long Length, long OnDisk) SizeOf(string path)
    {
        long length = new FileInfo(path).Length;
        if (!OperatingSystem.IsLinux()) return (length, length);
        Span<byte> found = stackalloc byte[256];
        found.Clear();
        return StatX(CurrentFolder, path, SymbolicLinkNoFollow, StatXBlocks, found) == 0 ? (length, 512 * BitConverter.ToInt64(found[48..])) : (length, length);
    }

    private const int CurrentFolder = -100;
    private const int SymbolicLinkNoFollow = 0x100;
    private const uint StatXBlocks = 0x400;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> found);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushDataOnly(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushAll(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(SafeFileHandle file, int command);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int Cut(SafeFileHandle file, long length);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenPath(string path, int flags);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFolder(string path, uint mode);
}
