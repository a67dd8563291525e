using System.Diagnostics.CodeAnalysis;

namespace TrialKeep.Storage.Files;

/// <summary>Turns what the system says into one sentence with a cure.</summary>
internal static class SystemErrors
{
    private const int NoSpace = 28;
    private const int QuotaOnLinux = 122;
    private const int QuotaOnMac = 69;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullOnWindows = unchecked((int)0x80070027);

    public static bool IsSystemError(Exception error) => error is IOException or UnauthorizedAccessException;

    public static bool IsDiskFull(Exception error) =>
        error is IOException && error.HResult is NoSpace or QuotaOnLinux or QuotaOnMac or DiskFullOnWindows or HandleDiskFullOnWindows;

    public static bool IsMissing(Exception error) => error is FileNotFoundException or DirectoryNotFoundException;

    public static StoreException Writing(string path, Exception error) => IsDiskFull(error)
        ? new(Problem.DiskFull, $"The disk is full at '{path}'; free some space and run again, nothing acknowledged is lost.", path, cause: error)
        : new(Problem.NotWritable, $"'{path}' can't be written ({Reason(error)}); choose a folder that you may write, or repair the device.", path, cause: error);

    public static StoreException Reading(string path, Exception error) => IsMissing(error)
        ? new(Problem.NotFound, $"'{path}' does not exist; restore it or choose another run.", path, cause: error)
        : new(Problem.NotReadable, $"'{path}' can't be read ({Reason(error)}); check its permissions and the device.", path, cause: error);

    /// <summary>Does something that writes, with errors in the store's words.</summary>
    public static T Write<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception error) when (IsSystemError(error))
        {
            throw Writing(path, error);
        }
    }

    /// <summary>Does something that writes, with errors in the store's words.</summary>
    public static void Write(string path, Action act) => Write(path, () =>
    {
        act();
        return true;
    });

    /// <summary>Does something that reads, with errors in the store's words.</summary>
    public static T Read<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception error) when (IsSystemError(error))
        {
            throw Reading(path, error);
        }
    }

    private static string Reason([NotNull] Exception error) => error.Message.TrimEnd('.');
}
