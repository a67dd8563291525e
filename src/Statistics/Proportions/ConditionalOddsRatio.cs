using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The odds ratio of two independent proportions given all margins of their table, which belongs to Fisher's exact test.</summary>
public static class ConditionalOddsRatio
{
    /// <summary>
    /// The most likely odds ratio, first to second, under the noncentral hypergeometric distribution, and the exact interval of the ratios
    /// that neither one-sided test rejects (J. Cornfield, 1956): R's <c>fisher.test</c>, whose figures are good to about 1e-4.
    /// </summary>
    /// <param name="firstSuccesses">How many of the first succeeded.</param>
    /// <param name="firstTotal">How many there are in the first.</param>
    /// <param name="secondSuccesses">How many of the second succeeded.</param>
    /// <param name="secondTotal">How many there are in the second.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>
    /// 0 with a lower limit of 0 where the first's successes are as few as the margins allow, infinity with an infinite upper limit where
    /// they are as many; NaN within 0 to infinity where the margins leave only one table.
    /// </returns>
    /// <remarks>Its cost and memory grow with the number of tables that the margins allow.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, the counts contradict each other, or the confidence lies outside
    /// 0 to 1.</exception>
    public static Estimate Of(long firstSuccesses, long firstTotal, long secondSuccesses, long secondTotal, double confidence = 0.95)
    {
        Require(firstSuccesses, firstTotal, secondSuccesses, secondTotal);
        Argument.RequireConfidence(confidence);
        long draws = firstTotal, marked = firstSuccesses + secondSuccesses, population = firstTotal + secondTotal;
        long first = HypergeometricDistribution.First(draws, marked, population), last = HypergeometricDistribution.Last(draws, marked);
        if (first == last)
            return new Estimate(double.NaN, new Interval(0, double.PositiveInfinity));
        double[] logarithms = LogMasses(first, last, draws, marked, population);
        int observed = (int)(firstSuccesses - first), top = logarithms.Length - 1;
        double outside = (1 - confidence) / 2;
        double estimate = observed == 0 ? 0 : observed == top ? double.PositiveInfinity
            : Math.Exp(RootSearch.Falling(log => observed - Sums(logarithms, log, observed).Mean, 0, 1));
        double low = observed == 0 ? 0
            : Math.Exp(RootSearch.Falling(log => Math.Log(outside / Sums(logarithms, log, observed).AtLeast), 0, 1));
        double high = observed == top ? double.PositiveInfinity
            : Math.Exp(RootSearch.Falling(log => Math.Log(Sums(logarithms, log, observed).AtMost / outside), 0, 1));
        return new Estimate(estimate, new Interval(low, high));
    }

    /// <summary>Refuses counts that contradict each other.</summary>
    internal static void Require(long firstSuccesses, long firstTotal, long secondSuccesses, long secondTotal)
    {
        Argument.RequireCount(firstTotal, nameof(firstTotal));
        Argument.RequireCount(secondTotal, nameof(secondTotal));
        Argument.RequireCount(firstSuccesses, nameof(firstSuccesses));
        Argument.RequireCount(secondSuccesses, nameof(secondSuccesses));
        RequireAtMost(firstSuccesses, firstTotal, nameof(firstSuccesses));
        RequireAtMost(secondSuccesses, secondTotal, nameof(secondSuccesses));
        if (firstTotal > long.MaxValue - secondTotal)
            throw new ArgumentOutOfRangeException(nameof(secondTotal), secondTotal, "There are more observations than a long counts.");
    }

    private static void RequireAtMost(long successes, long total, string name)
    {
        if (successes > total)
            throw new ArgumentOutOfRangeException(name, successes, "There can't be more successes than observations.");
    }

    /// <summary>The logarithms of the central masses, up to a constant, by the ratio of neighbours.</summary>
    private static double[] LogMasses(long first, long last, double draws, double marked, double population)
    {
        var logarithms = new double[last - first + 1];
        for (int i = 1; i < logarithms.Length; i++)
        {
            double x = first + i;
            logarithms[i] = logarithms[i - 1]
                + Math.Log((marked - x + 1) / x * ((draws - x + 1) / (population - marked - draws + x)));
        }
        return logarithms;
    }

    /// <summary>The mean and both tails, the observed place included, where every mass is multiplied by exp(i log).</summary>
    private static (double Mean, double AtMost, double AtLeast) Sums(double[] logarithms, double log, int observed)
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < logarithms.Length; i++)
            largest = Math.Max(largest, logarithms[i] + i * log);
        double below = 0, above = 0, at = 0, mean = 0;
        for (int i = 0; i < logarithms.Length; i++)
        {
            double mass = Math.Exp(logarithms[i] + i * log - largest);
            mean += i * mass;
            if (i < observed)
                below += mass;
            else if (i > observed)
                above += mass;
            else
                at = mass;
        }
        double all = below + at + above;
        return (mean / all, (below + at) / all, (above + at) / all);
    }
}
