namespace TrialKeep.Storage.Indexes;

/// <summary>Where the winning line of a generation is: 32 bytes, because there may be millions.</summary>
/// <param name="Offset">The offset of the line.</param>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="Length">Its length without line feed.</param>
/// <param name="Segment">The index of its segment.</param>
/// <param name="Attempts">The highest attempt on record, twice, and 1 when the line is a success.</param>
/// <param name="Source">Of a reuse the index of what it refers to; else -1.</param>
internal readonly record struct GenerationEntry(long Offset, long Sequence, int Length, int Segment, int Attempts, int Source)
{
    public bool Succeeded => (Attempts & 1) != 0;

    public int HighestAttempt => Attempts >> 1;

    public static int Pack(int highestAttempt, bool succeeded) => (highestAttempt << 1) | (succeeded ? 1 : 0);
}
