namespace TrialKeep.Orchestration.Data;

/// <summary>A file that is read again from some place on.</summary>
internal sealed class ReadAgainStream(ReadAgainFile file, long offset) : ForwardStream
{
    private long _offset = offset;

    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer, _offset);
        _offset += read;
        return read;
    }
}
