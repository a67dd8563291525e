using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests;

/// <summary>Simulations: how often each is repeated, and what may separate a share from its nominal value.</summary>
internal static class Simulation
{
    /// <summary>Ten times as often where TRIALKEEP_LONG_TESTS=1.</summary>
    public static int Times(int usual) => Environment.GetEnvironmentVariable("TRIALKEEP_LONG_TESTS") == "1" ? 10 * usual : usual;

    /// <summary>Counts in how many of so many repetitions something holds; each is seeded by its number.</summary>
    public static double Share(int times, Func<SeededRandom, int, bool> holds)
    {
        int held = 0;
        Parallel.For(0, times, i =>
        {
            if (holds(new SeededRandom(20261121, (ulong)i), i))
                Interlocked.Increment(ref held);
        });
        return (double)held / times;
    }

    /// <summary>Demands a share within four standard errors of the nominal one, and within so much of what the method itself is off.</summary>
    public static void IsNominal(double nominal, double share, int times, double below = 0, double above = 0)
    {
        double error = 4 * Math.Sqrt(nominal * (1 - nominal) / times);
        Assert.InRange(share, nominal - below - error, nominal + above + error);
    }

    /// <summary>Repeats so often and demands a share within the Monte Carlo error and the bias that the method's source admits.</summary>
    public static void IsNominal(int usual, double nominal, double bias, Func<SeededRandom, bool> holds)
    {
        int times = Times(usual);
        IsNominal(nominal, Share(times, (random, _) => holds(random)), times, bias, bias);
    }

    /// <summary>Repeats so often and demands at most the nominal share, within the Monte Carlo error.</summary>
    public static void IsAtMost(int usual, double nominal, Func<SeededRandom, bool> holds)
    {
        int times = Times(usual);
        IsNominal(nominal, Share(times, (random, _) => holds(random)), times, below: nominal);
    }

    public static double[] Draw(int n, Func<double> next) => [.. Enumerable.Range(0, n).Select(_ => next())];
}
