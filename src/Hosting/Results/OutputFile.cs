namespace TrialKeep.Hosting.Results;

/// <summary>Writes a file that the user asked for; <c>-</c> is standard output.</summary>
internal static class OutputFile
{
    public static void Write(string path, Action<Stream> write)
    {
        if (path == "-")
        {
            using Stream output = Console.OpenStandardOutput();
            write(output);
            return;
        }

        try
        {
            using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
            write(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path} can't be written: {exception.Message}", exception);
        }
    }
}
