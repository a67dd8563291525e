using System.IO.Compression;

namespace TrialKeep.Orchestration.Data;

/// <summary>
/// The text of a data file: its bytes, inflated when they are gzip, whatever the file is called. The digest is that of the file as it lies there.
/// </summary>
/// <param name="path">The file as the user named it.</param>
internal sealed class DataBytes(string path) : IDisposable
{
    private readonly HashedFile _file = new(path);
    private Stream? _text;

    /// <summary>Whether the text is the file as it lies there. To be asked when something was read.</summary>
    public bool IsPlain => _text == _file;

    /// <summary>Reads on.</summary>
    /// <param name="buffer">What to fill.</param>
    /// <param name="line">The line that is read, for messages.</param>
    /// <returns>How many bytes; 0 at the end.</returns>
    public int Read(Span<byte> buffer, long line)
    {
        try
        {
            _text ??= _file.IsGzip() ? new GZipStream(_file, CompressionMode.Decompress, leaveOpen: true) : _file;
            return _text.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidInputException($"{path}, line {line}: the gzip file is damaged or cut short ({exception.Message.TrimEnd('.')}); copy it again.", exception);
        }
        catch (IOException exception)
        {
            throw new InvalidInputException($"{path}, line {line}: the file can't be read on ({exception.Message.TrimEnd('.')}); check the device, or copy the file.", exception);
        }
    }

    /// <summary>Fills as much of a buffer as there is text.</summary>
    public int Fill(Span<byte> buffer, long line)
    {
        int filled = 0;
        while (filled < buffer.Length && Read(buffer[filled..], line) is var read and > 0) filled += read;
        return filled;
    }

    /// <summary>What the file holds, once its text was read to the end.</summary>
    public ReadData ToRead(long rows) => _file.ReadToEnd(rows);

    public void Dispose()
    {
        if (_text is GZipStream) _text.Dispose();
        _file.Dispose();
    }
}
