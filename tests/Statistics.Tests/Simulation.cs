using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests;

/// <summary>How often something happens in repeated experiments with made-up data, from a fixed seed.</summary>
internal static class Simulation
{
    private static readonly bool _isLong = Environment.GetEnvironmentVariable("TRIALKEEP_LONG_TESTS") == "1";

    /// <summary>The share of rounds in which it happened, and the Monte Carlo error of that share if its true value is the nominal one.</summary>
    public static (double Share, double Error) Of(int rounds, double nominal, Func<SeededRandom, bool> happens)
    {
        rounds *= _isLong ? 20 : 1;
        int count = 0;
        for (int round = 0; round < rounds; round++)
            count += happens(new SeededRandom(20261121, (ulong)round)) ? 1 : 0;
        return ((double)count / rounds, Math.Sqrt(nominal * (1 - nominal) / rounds));
    }

    /// <summary>Demands a share within four Monte Carlo errors and the bias that the method's source admits.</summary>
    public static void IsNominal(int rounds, double nominal, double bias, Func<SeededRandom, bool> happens)
    {
        (double share, double error) = Of(rounds, nominal, happens);
        Assert.InRange(share, nominal - bias - 4 * error, nominal + bias + 4 * error);
    }

    /// <summary>Demands at most the nominal share, within four Monte Carlo errors.</summary>
    public static void IsAtMost(int rounds, double nominal, Func<SeededRandom, bool> happens)
    {
        (double share, double error) = Of(rounds, nominal, happens);
        Assert.InRange(share, 0, nominal + 4 * error);
    }

    public static double[] Draw(int n, Func<double> next) => [.. Enumerable.Range(0, n).Select(_ => next())];
}
