using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The exact test of two independent proportions, given all margins of their table (R. A. Fisher, 1935).</summary>
public static class FisherExactTest
{
    private const double Tie = 1e-7;

    /// <summary>
    /// The p-value. The two-sided one is the probability of all tables at most as probable as the observed one, where probabilities within
    /// 1e-7 of each other count as equal, as R's <c>fisher.test</c> does.
    /// </summary>
    /// <param name="firstSuccesses">How many of the first succeeded.</param>
    /// <param name="firstTotal">How many there are in the first.</param>
    /// <param name="secondSuccesses">How many of the second succeeded.</param>
    /// <param name="secondTotal">How many there are in the second.</param>
    /// <param name="alternative">What is held against equal proportions; <see cref="Alternative.Greater"/>: the first is larger.</param>
    /// <returns>To a relative error of about 1e-12; 1 where the margins leave only one table, so for empty groups too.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the counts contradict each other.</exception>
    public static double PValue(
        long firstSuccesses, long firstTotal, long secondSuccesses, long secondTotal, Alternative alternative = Alternative.TwoSided)
    {
        ConditionalOddsRatio.Require(firstSuccesses, firstTotal, secondSuccesses, secondTotal);
        long draws = firstTotal, marked = firstSuccesses + secondSuccesses, population = firstTotal + secondTotal;
        return alternative switch
        {
            Alternative.Less => HypergeometricDistribution.LowerTail(firstSuccesses, draws, marked, population),
            Alternative.Greater => HypergeometricDistribution.UpperTail(firstSuccesses - 1, draws, marked, population),
            _ => TwoSided(firstSuccesses, draws, marked, population),
        };
    }

    /// <summary>Both ends of the support up to where the mass, which rises to the mode and falls after it, exceeds the observed
    /// one.</summary>
    private static double TwoSided(long observed, long draws, long marked, long population)
    {
        long first = HypergeometricDistribution.First(draws, marked, population), last = HypergeometricDistribution.Last(draws, marked);
        long mode = (long)((draws + 1.0) * ((marked + 1.0) / (population + 2.0)));
        mode = Math.Clamp(mode, first, last);
        double limit = HypergeometricDistribution.Mass(observed, draws, marked, population) * (1 + Tie);
        bool IsTail(long x) => HypergeometricDistribution.Mass(x, draws, marked, population) <= limit;

        if (IsTail(mode))
            return 1;
        long low = first - 1, notLow = mode;
        while (notLow - low > 1)
        {
            long middle = low + (notLow - low) / 2;
            if (IsTail(middle))
                low = middle;
            else
                notLow = middle;
        }
        long high = last + 1, notHigh = mode;
        while (high - notHigh > 1)
        {
            long middle = notHigh + (high - notHigh) / 2;
            if (IsTail(middle))
                high = middle;
            else
                notHigh = middle;
        }
        return Math.Min(1, HypergeometricDistribution.LowerTail(low, draws, marked, population)
            + HypergeometricDistribution.UpperTail(high - 1, draws, marked, population));
    }
}
