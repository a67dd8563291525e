using TrialKeep.Hosting.Rendering;

namespace TrialKeep.Hosting.Results;

/// <summary>Writes a file that the user asked for, whole or not at all; <c>-</c> is standard output.</summary>
internal static class OutputFile
{
    public const string StandardOutput = "-";

    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            if (path == StandardOutput) WriteTo(Console.OpenStandardOutput(), write);
            else if (IsDevice(path)) WriteTo(new FileStream(path, FileMode.Open, FileAccess.Write), write);
            else Replace(TargetOf(path), write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputFailure.Of(path == StandardOutput ? "Standard output" : path, exception);
        }
    }

    // /dev/null and /dev/stdout are written to, never replaced.
    private static bool IsDevice(string path) => Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    // A link stays a link: what it leads to is replaced.
    private static string TargetOf(string path) =>
        (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);

    private static void Replace(string path, Action<Stream> write)
    {
        string aside = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            WriteTo(new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16), write);
            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    private static void WriteTo(Stream stream, Action<Stream> write)
    {
        using (stream) write(stream);
    }
}
