namespace WordProblems.Problems;

/// <summary>
/// The generator of random numbers behind the problems: SplitMix64 (Steele, Lea and Flood, 2014), a counter that grows by
/// the odd number nearest to 2^64 divided by the golden ratio, and a mixing of its bits. It is written out here because
/// the sequence of <see cref="System.Random"/> is not promised to stay the same across runtimes.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>
    /// A number from 0 to <paramref name="bound"/> - 1: the upper half of a 128-bit product, whose bias is below 2^-32
    /// here.
    /// </summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }
}
