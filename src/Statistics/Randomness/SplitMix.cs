namespace TrialKeep.Statistics.Randomness;

/// <summary>The output function of SplitMix64 (G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators", 2014).</summary>
internal static class SplitMix
{
    /// <summary>2^64 divided by the golden ratio, made odd: the step from one state to the next.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The word that belongs to a state; a bijection (the constants are D. Stafford's variant 13).</summary>
    public static ulong Word(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
