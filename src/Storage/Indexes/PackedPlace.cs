namespace TrialKeep.Storage.Indexes;

/// <summary>Segment and offset of a line in 8 bytes, because there may be millions of them.</summary>
internal readonly struct PackedPlace
{
    /// <summary>The most segments that a stream may have.</summary>
    public const int MostSegments = 1 << (64 - OffsetBits);

    private const int OffsetBits = 44;
    private const long MostOffset = 1L << OffsetBits;
    private readonly ulong _value;

    /// <exception cref="StoreException">There are more segments, or larger ones, than can be indexed.</exception>
    public PackedPlace(int segment, long offset)
    {
        if ((uint)segment >= MostSegments || (ulong)offset >= MostOffset)
        {
            throw new StoreException(Problem.BadState, $"A run with more than {MostSegments} segments, or with one of more than {MostOffset >> 40} TiB, can't be indexed; set StoreOptions.SegmentBytes to something in between.");
        }

        _value = ((ulong)segment << OffsetBits) | (ulong)offset;
    }

    public int Segment => (int)(_value >> OffsetBits);

    public long Offset => (long)(_value & (MostOffset - 1));
}
