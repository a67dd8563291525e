namespace TrialKeep.Storage.Ahead;

/// <summary>When and in which pieces other threads read a stream ahead. What is read is the same with any of them.</summary>
/// <param name="From">Bytes of a stream from which they do: what one thread reads in a few milliseconds is not worth waking others.</param>
/// <param name="Piece">Bytes in which the lines of a block start.</param>
/// <param name="MostBlocks">How many blocks are read before the reader has come to them. Their memory is all that reading ahead takes.</param>
internal sealed record AheadSettings(long From, int Piece, int MostBlocks)
{
    // The last line of a block ends behind its piece; one that ends even later is left to the reader.
    private const int Slack = 64 << 10;

    public static AheadSettings Default { get; } = new(Environment.ProcessorCount > 1 ? 8 << 20 : long.MaxValue, 192 << 10, 2 * Math.Min(Environment.ProcessorCount, 4));

    /// <summary>Bytes of a block's buffer.</summary>
    public int Buffer => Piece + Math.Min(Piece, Slack);
}
