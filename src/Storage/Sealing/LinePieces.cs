using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Sealing;

/// <summary>Cuts a plain segment into pieces of whole lines, as large as a member may be; a longer line is a piece of its own.</summary>
internal sealed class LinePieces(FileOperations files, SafeFileHandle file, long length)
{
    private const int FirstBuffer = 64 << 10;

    private byte[] _buffer = new byte[(int)Math.Clamp(length, 1, FirstBuffer)];
    private long _offset;
    private int _start;
    private int _end;

    /// <summary>The next piece, valid until the next call; empty at the end.</summary>
    /// <exception cref="IOException">The file can't be read, or became shorter.</exception>
    public ReadOnlySpan<byte> Next()
    {
        int known = 0;
        while (true)
        {
            int cut = Cut(_buffer.AsSpan(_start, _end - _start), known);
            if (cut > 0)
            {
                _start += cut;
                return _buffer.AsSpan(_start - cut, cut);
            }

            known = _end - _start;
            if (_offset == length) return known == 0 ? [] : throw new IOException("the last line has no end");
            Fill();
        }
    }

    // Nothing is cut while more lines might fit into the piece.
    private int Cut(ReadOnlySpan<byte> bytes, int known)
    {
        if (bytes.Length < GzipMember.ContentSize && _offset < length) return 0;
        int last = bytes[..Math.Min(bytes.Length, GzipMember.ContentSize)].LastIndexOf((byte)'\n');
        if (last >= 0) return last + 1;
        // The first line is a long one; what was searched has no end.
        return bytes[known..].IndexOf((byte)'\n') is var first and >= 0 ? known + first + 1 : 0;
    }

    private void Fill()
    {
        int kept = _end - _start;
        if (kept > GzipMember.MostContent) throw new IOException($"a line is longer than {Line.Longest >> 20} MiB");
        if (_start > 0) _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        else if (kept == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        (_start, _end) = (0, kept);
        int read = files.Read(file, _buffer.AsSpan(_end, (int)Math.Min(_buffer.Length - _end, length - _offset)), _offset);
        if (read == 0) throw new IOException($"it became shorter than {length} bytes while it was read");
        _offset += read;
        _end += read;
    }
}
