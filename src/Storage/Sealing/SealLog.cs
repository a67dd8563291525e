using System.Collections.Immutable;

namespace TrialKeep.Storage.Sealing;

/// <summary>Gathers what was sealed and what was not.</summary>
internal sealed class SealLog
{
    private readonly ImmutableArray<UnsealedSegment>.Builder _left = ImmutableArray.CreateBuilder<UnsealedSegment>();
    private int _segments;
    private long _before;
    private long _after;

    public void Add(long before, long after)
    {
        _segments++;
        _before += before;
        _after += after;
    }

    public void Add(SealReport report)
    {
        _segments += report.Segments;
        _before += report.BytesBefore;
        _after += report.BytesAfter;
        _left.AddRange(report.Left);
    }

    public void Leave(string file, string reason) => _left.Add(new(file, reason));

    public SealReport ToReport() => new(_segments, _before, _after, _left.ToImmutable());
}
