namespace TrialKeep.Statistics.Tests;

/// <summary>Numbers for simulations: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, 2014), by a fixed seed.</summary>
internal sealed class SimulationDraws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Between 0 and 1, both excluded.</summary>
    public double Uniform()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (((z ^ (z >> 31)) >> 11) + 0.5) * (1.0 / (1UL << 53));
    }

    /// <summary>By G. E. P. Box and M. E. Muller (1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>With mean 1 and skewness 2.</summary>
    public double Exponential() => -Math.Log(Uniform());

    public int Binomial(int trials, double probability)
    {
        int successes = 0;
        for (int i = 0; i < trials; i++)
            successes += Uniform() < probability ? 1 : 0;
        return successes;
    }
}
