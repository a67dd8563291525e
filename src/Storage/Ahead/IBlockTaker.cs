namespace TrialKeep.Storage.Ahead;

/// <summary>Takes the lines of blocks one after the other, and says before what is to be read of them.</summary>
internal interface IBlockTaker
{
    /// <summary>Room for what other threads read of a block's lines; the taker finds it in <see cref="Journals.SegmentReader.Heads"/>.</summary>
    LineHeads NewHeads();

    /// <summary>Looks at a whole block whose lines come next, so that what they will be looked up in is fetched from memory for many at once.</summary>
    void Expect(LineBlock block);
}
