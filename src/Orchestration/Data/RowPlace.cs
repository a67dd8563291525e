namespace TrialKeep.Orchestration.Data;

/// <summary>Where a row stands, by which it can be read again: the file, as its place among the origins of the data set, and the offset of the row's first byte. 8 bytes.</summary>
internal readonly record struct RowPlace
{
    private const int OffsetBits = 48;
    private const int MostSources = ushort.MaxValue;

    private readonly ulong _value;

    private RowPlace(ulong value) => _value = value;

    /// <summary>Whether there is a place: rows in memory, of compressed files and of JSON arrays have none.</summary>
    public bool IsKnown => _value != 0;

    /// <summary>The file, from 0.</summary>
    public int Source => (int)(_value >> OffsetBits) - 1;

    /// <summary>Bytes before the row.</summary>
    public long Offset => (long)(_value & ((1UL << OffsetBits) - 1));

    /// <summary>A row of the only file of a data set.</summary>
    public static RowPlace At(long offset) => offset >> OffsetBits == 0 ? new((1UL << OffsetBits) | (ulong)offset) : default;

    /// <summary>The same row in a data set that has other files before this one's.</summary>
    /// <param name="sources">How many; a negative number takes them away again.</param>
    public RowPlace After(int sources) => IsKnown && Source + sources < MostSources ? new(unchecked(_value + ((ulong)(long)sources << OffsetBits))) : default;
}
