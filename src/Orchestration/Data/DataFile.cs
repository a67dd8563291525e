namespace TrialKeep.Orchestration.Data;

internal static class DataFile
{
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 17, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputException(Directory.Exists(path)
                ? $"The data file {path} is a folder; name a file in it."
                : File.Exists(path) ? $"The data file {path} can't be read: {exception.Message}" : $"The data file {path} does not exist; check the path.", exception);
        }
    }
}
