namespace TrialKeep.Statistics.Tests;

/// <summary>Rates of simulated events and what chance allows them.</summary>
internal static class MonteCarlo
{
    /// <summary>More with TRIALKEEP_LONG_TESTS=1.</summary>
    public static int Repetitions(int usual) =>
        Environment.GetEnvironmentVariable("TRIALKEEP_LONG_TESTS") == "1" ? 50 * usual : usual;

    public static double Rate(int repetitions, Func<bool> holds)
    {
        int count = 0;
        for (int i = 0; i < repetitions; i++)
            count += holds() ? 1 : 0;
        return (double)count / repetitions;
    }

    /// <summary>Within four standard errors of what it should be, which chance alone leaves once in 16,000 times; the seed is
    /// fixed.</summary>
    public static void IsNear(double expected, double rate, int repetitions, double slack = 0) =>
        Assert.InRange(rate, expected - slack - Allowance(expected, repetitions), expected + slack + Allowance(expected, repetitions));

    public static void IsAtMost(double expected, double rate, int repetitions) =>
        Assert.InRange(rate, 0, expected + Allowance(expected, repetitions));

    public static void IsAtLeast(double expected, double rate, int repetitions) =>
        Assert.InRange(rate, expected - Allowance(expected, repetitions), 1);

    private static double Allowance(double expected, int repetitions) => 4 * Math.Sqrt(expected * (1 - expected) / repetitions);
}
