using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Orchestration.Data;

/// <summary>Reads lines of JSON again.</summary>
internal sealed class LineWindow<T>(DataSource source) : RowWindow<T>
    where T : ICodec<T>
{
    // One row here and there costs little; who reads on gets more.
    private const int FirstLength = 1 << 12;
    private const int NextLength = 1 << 16;

    private byte[] _buffer = new byte[FirstLength];
    private ReadAgainFile? _file;
    private long _from;
    private int _length;

    public override T Read(long offset)
    {
        ReadAgainFile file = source.Again;
        long skipped = offset - _from;
        bool isNear = file == _file && skipped >= 0 && skipped <= _length + NextLength;
        if (isNear && skipped < _length && _buffer.AsSpan((int)skipped, _length - (int)skipped).IndexOf((byte)'\n') is var end and >= 0)
        {
            return Json.Read<T>(_buffer.AsSpan((int)skipped, end));
        }

        return Json.Read<T>(LineFrom(file, offset, isNear ? NextLength : FirstLength));
    }

    public override void Dispose() => _file = null;

    private ReadOnlySpan<byte> LineFrom(ReadAgainFile file, long offset, int length)
    {
        // What fails leaves nothing behind that could be taken for the file.
        (_file, _from, _length) = (null, offset, 0);
        while (true)
        {
            if (_buffer.Length < length) _buffer = new byte[length];
            int read = file.Read(_buffer.AsSpan(0, length), offset);
            int end = _buffer.AsSpan(0, read).IndexOf((byte)'\n');
            if (end < 0 && read == length)
            {
                length = checked(length * 4);
                continue;
            }

            (_file, _length) = (file, read);
            return _buffer.AsSpan(0, end < 0 ? read : end);
        }
    }
}
