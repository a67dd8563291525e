namespace TrialKeep.Orchestration.Data;

internal static class DataFile
{
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 17, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidInputException(Directory.Exists(path)
                ? $"The data file {path} is a folder; name a file in it."
                : File.Exists(path) ? $"The data file {path} can't be read: {exception.Message}" : $"The data file {path} does not exist; check the path.", exception);
        }
    }

    /// <summary>Reads on in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="buffer">What to fill.</param>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="line">The line that is read.</param>
    public static int Read(FileStream file, Span<byte> buffer, string path, long line)
    {
        try
        {
            return file.Read(buffer);
        }
        catch (IOException exception)
        {
            throw new InvalidInputException($"{path}, line {line}: the file can't be read on ({exception.Message.TrimEnd('.')}); check the device, or copy the file.", exception);
        }
    }
}
