using System.Buffers;
using System.Text;

namespace TrialKeep.Orchestration.Data;

/// <summary>The bytes of a data file that must be UTF-8: another encoding is refused by its line instead of being read as something else.</summary>
internal sealed class Utf8File(string path) : ForwardStream
{
    private readonly DataBytes _file = new(path);
    private readonly Decoder _decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private long _line = 1;

    /// <summary>Whether the text is the file as it lies there. To be asked when something was read.</summary>
    public bool IsPlain => _file.IsPlain;

    public override int Read(Span<byte> buffer)
    {
        int read = _file.Read(buffer, _line);
        Check(buffer[..read], atEnd: read == 0);
        _line += buffer[..read].Count((byte)'\n');
        return read;
    }

    /// <summary>What the file holds, read to its end.</summary>
    public ReadData ReadToEnd(long rows)
    {
        Span<byte> rest = stackalloc byte[256];
        while (Read(rest) > 0) { }
        return _file.ToRead(rows);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }

    // The decoder remembers a character that began in the bytes before; what it makes of them is not needed.
    private void Check(ReadOnlySpan<byte> bytes, bool atEnd)
    {
        char[] text = ArrayPool<char>.Shared.Rent(bytes.Length + 4);
        try
        {
            _decoder.GetChars(bytes, text, atEnd);
        }
        catch (DecoderFallbackException exception)
        {
            long line = _line + bytes[..Math.Clamp(exception.Index, 0, bytes.Length)].Count((byte)'\n');
            throw new InvalidInputException($"{path}, line {line}: the text is not valid UTF-8; save the file as UTF-8.", exception);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }
}
