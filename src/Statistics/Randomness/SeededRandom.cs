using System.Numerics;

namespace TrialKeep.Statistics.Randomness;

/// <summary>
/// A stream of random numbers that is the same for the same seed and stream number on every machine and in every version. Resample i of an
/// analysis draws from stream i, so that it gets the same numbers whichever thread computes it. Not for secrets.
/// </summary>
/// <remarks>
/// The generator is xoshiro256** (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021), with a
/// period of 2^256 - 1. The four words of its state are the words 4i + 1 to 4i + 4 of SplitMix64 behind a starting point hashed from the seed,
/// so that no two streams of a seed share one. An instance is not thread-safe.
/// </remarks>
public sealed class SeededRandom
{
    private const double OneIn53Bits = 1.0 / (1L << 53);
    private ulong _s0, _s1, _s2, _s3;
    private double _spareNormal = double.NaN;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">Any number; the analysis's seed.</param>
    /// <param name="stream">Any number; which of the seed's streams.</param>
    public SeededRandom(ulong seed, ulong stream = 0) => Restart(seed, stream);

    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        ulong word = BitOperations.RotateLeft(_s1 * 5, 7) * 9, shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return word;
    }

    /// <summary>The next number from 0 (included) to 1 (excluded), a multiple of 2^-53.</summary>
    public double NextUniform() => (NextBits() >> 11) * OneIn53Bits;

    /// <summary>The next number from 0 to <paramref name="bound"/> - 1, each exactly as likely.</summary>
    /// <param name="bound">How many there are, at least 1.</param>
    /// <remarks>D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019, on the upper 32 bits of a word.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to choose from.</exception>
    public int NextIndex(int bound)
    {
        RequireBound(bound);
        uint range = (uint)bound;
        ulong product = (NextBits() >> 32) * range;
        if ((uint)product < range)
        {
            uint rejected = (0u - range) % range;
            while ((uint)product < rejected)
                product = (NextBits() >> 32) * range;
        }
        return (int)(product >> 32);
    }

    /// <summary>
    /// Fills a span with numbers from 0 to <paramref name="bound"/> - 1, each exactly as likely; two a word, so that it is faster than
    /// <see cref="NextIndex"/> and draws other numbers.
    /// </summary>
    /// <param name="indices">What is filled.</param>
    /// <param name="bound">How many numbers there are, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to choose from.</exception>
    public void FillIndices(Span<int> indices, int bound)
    {
        RequireBound(bound);
        uint range = (uint)bound, rejected = (0u - range) % range;
        ulong s0 = _s0, s1 = _s1, s2 = _s2, s3 = _s3;
        int at = 0;
        while (at < indices.Length)
        {
            ulong word = BitOperations.RotateLeft(s1 * 5, 7) * 9, shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = BitOperations.RotateLeft(s3, 45);
            ulong low = (uint)word * (ulong)range, high = (word >> 32) * range;
            if ((uint)low >= rejected)
                indices[at++] = (int)(low >> 32);
            if ((uint)high >= rejected && at < indices.Length)
                indices[at++] = (int)(high >> 32);
        }
        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);
    }

    /// <summary>The next number from the standard normal distribution.</summary>
    /// <remarks>The polar method of G. Marsaglia and T. Bray (SIAM Review 6, 1964), which makes two at a time.</remarks>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        while (true)
        {
            double x = 2 * NextUniform() - 1, y = 2 * NextUniform() - 1, square = x * x + y * y;
            if (square >= 1 || square == 0)
                continue;
            double factor = Math.Sqrt(-2 * Math.Log(square) / square);
            _spareNormal = y * factor;
            return x * factor;
        }
    }

    /// <summary>Puts a span into an order in which every permutation is as likely (R. Durstenfeld, CACM 7, 1964).</summary>
    /// <param name="items">What is shuffled in place.</param>
    /// <typeparam name="T">What is shuffled.</typeparam>
    public void Shuffle<T>(Span<T> items) => ShuffleFirst(items, items.Length);

    /// <summary>Draws without replacement: afterwards the first <paramref name="count"/> items are a random choice in random order.</summary>
    /// <param name="items">What is drawn from; all items stay in it.</param>
    /// <param name="count">How many are drawn, at most all.</param>
    /// <typeparam name="T">What is drawn.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">More are to be drawn than there are.</exception>
    public void ShuffleFirst<T>(Span<T> items, int count)
    {
        if ((uint)count > (uint)items.Length)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"From {items.Length} items 0 to {items.Length} can be drawn.");
        for (int i = 0; i < count && i < items.Length - 1; i++)
        {
            int other = i + NextIndex(items.Length - i);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>Becomes another stream, as if it were new.</summary>
    internal void Restart(ulong seed, ulong stream)
    {
        ulong state = SplitMix.Word(seed + SplitMix.Step) + stream * 4 * SplitMix.Step;
        _s0 = SplitMix.Word(state += SplitMix.Step);
        _s1 = SplitMix.Word(state += SplitMix.Step);
        _s2 = SplitMix.Word(state += SplitMix.Step);
        _s3 = SplitMix.Word(state + SplitMix.Step);
        _spareNormal = double.NaN;
    }

    private static void RequireBound(int bound)
    {
        if (bound < 1)
            throw new ArgumentOutOfRangeException(nameof(bound), bound, "There must be at least one number to choose from.");
    }
}
