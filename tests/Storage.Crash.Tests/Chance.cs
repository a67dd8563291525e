using System.Globalization;

namespace TrialKeep.Storage.Crash.Tests;

/// <summary>Numbers from a seed, the same everywhere: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
public sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The seed of <c>TRIALKEEP_SEED</c>, or a new one, so that every run of the tests looks elsewhere; failures print it.</summary>
    public static ulong Seed { get; } = Environment.GetEnvironmentVariable("TRIALKEEP_SEED") is { Length: > 0 } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture)
        : BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()) >> 32;

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool OneIn(int count) => Below(count) == 0;
}
