namespace TrialKeep.Storage.Indexes;

/// <summary>The first and the last line of one kind in one segment.</summary>
internal sealed class SideSpan(long firstOffset, long firstSequence)
{
    public long FirstOffset => firstOffset;

    public long FirstSequence { get; } = firstSequence;

    public long LastOffset { get; set; }

    public long LastSequence { get; set; }

    public long Count { get; set; }
}
