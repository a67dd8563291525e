using System.Numerics;

namespace TrialKeep.Statistics.Tests;

/// <summary>Tails of a fair binomial by counting in integers: slow, and right.</summary>
internal static class ExactBinomial
{
    /// <summary>2 P(X ≤ k) for X ~ Binomial(n, 1/2), at most 1.</summary>
    public static double TwoSided(int firstOnly, int secondOnly)
    {
        int n = firstOnly + secondOnly, k = Math.Min(firstOnly, secondOnly);
        BigInteger ways = 1, tail = 1;
        for (int i = 1; i <= k; i++)
        {
            ways = ways * (n - i + 1) / i;
            tail += ways;
        }
        return Math.Min(1, Ratio(2 * tail, n));
    }

    /// <summary>value / 2^exponent.</summary>
    private static double Ratio(BigInteger value, int exponent)
    {
        int drop = (int)Math.Max(0, (long)value.GetBitLength() - 64);
        return Math.ScaleB((double)(value >> drop), drop - exponent);
    }
}
