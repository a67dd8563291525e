using System.Globalization;
using System.Text;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Runs;

/// <summary>What a lock file says of its holder, for people and for a sentence that names who is in the way.</summary>
internal static class LockText
{
    private const string Sharing = "sharing ";

    public static byte[] OfThisProcess(bool isSharing) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(isSharing ? Sharing : "")}process {Environment.ProcessId} on {Environment.MachineName}\n"));

    public static bool IsSharing(FileOperations files, string path) => files.ReadLockFile(path).StartsWith(Sharing, StringComparison.Ordinal);

    public static string Holder(FileOperations files, string path)
    {
        string text = files.ReadLockFile(path).Trim();
        string holder = text.StartsWith(Sharing, StringComparison.Ordinal) ? text[Sharing.Length..] : text;
        return holder.Length > 0 ? holder : "another process";
    }
}
