namespace TrialKeep.Orchestration.Data;

/// <summary>A file whose rows are read again. It stays open, so that one that is replaced by another is still the one that was read; one that is written to is refused.</summary>
internal sealed class ReadAgainFile(DataSource source, ReadData read)
{
    // Nobody tells when a plan is no more: the handle goes with it.
    private readonly FileStream _file = DataFile.Open(source.Path);

    /// <summary>Reads a piece; less at the end of the file.</summary>
    /// <exception cref="InvalidInputException">The file was changed since it was read, or can't be read.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        try
        {
            int length = 0;
            while (length < buffer.Length && RandomAccess.Read(_file.SafeFileHandle, buffer[length..], offset + length) is var more and > 0) length += more;
            // Asked afterwards, so that what was read is what the answer is about.
            bool isSame = RandomAccess.GetLength(_file.SafeFileHandle) == read.Bytes && File.GetLastWriteTimeUtc(_file.SafeFileHandle) == read.Written;
            return isSame ? length : throw source.Changed(offset);
        }
        catch (IOException exception)
        {
            throw new InvalidInputException($"{source.Path}: the file can't be read again ({exception.Message.TrimEnd('.')}); check the device, or copy the file.", exception);
        }
    }
}
