namespace TrialKeep.Orchestration.Data;

/// <summary>The bytes of a file as they lie there, with their digest. The first two can be looked at before they are read.</summary>
/// <param name="path">The file as the user named it.</param>
internal sealed class HashedFile(string path) : ForwardStream
{
    private readonly FileStream _file = DataFile.Open(path);
    private readonly FileHash _hash = new();
    private DateTime _written;
    private readonly byte[] _head = new byte[2];
    private int _headLength;
    private int _headRead;

    /// <summary>Whether the file begins as every gzip file does, and no text does. To be asked before anything is read.</summary>
    public bool IsGzip()
    {
        _written = File.GetLastWriteTimeUtc(_file.SafeFileHandle);
        while (_headLength < _head.Length && _file.Read(_head, _headLength, _head.Length - _headLength) is var read and > 0) _headLength += read;
        return _headLength == 2 && _head is [0x1F, 0x8B];
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _headRead < _headLength ? ReadHead(buffer) : _file.Read(buffer);
        _hash.Add(buffer[..read]);
        return read;
    }

    /// <summary>What the file holds; what nobody has read yet is read now.</summary>
    public ReadData ReadToEnd(long rows)
    {
        byte[] rest = new byte[1 << 14];
        while (Read(rest) > 0) { }
        return _hash.ToRead(rows, _written);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadHead(Span<byte> buffer)
    {
        int read = Math.Min(buffer.Length, _headLength - _headRead);
        _head.AsSpan(_headRead, read).CopyTo(buffer);
        _headRead += read;
        return read;
    }
}
