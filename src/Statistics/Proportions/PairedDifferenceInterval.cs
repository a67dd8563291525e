using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>The score interval for the difference of two paired proportions (T. Tango, Statistics in Medicine 17, 1998).</summary>
public static class PairedDifferenceInterval
{
    /// <summary>The interval for the proportion of the second minus that of the first.</summary>
    /// <param name="pairs">How many pairs there are, at least 1.</param>
    /// <param name="firstOnly">Pairs in which only the first succeeded.</param>
    /// <param name="secondOnly">Pairs in which only the second succeeded.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>Limits between -1 and 1, to about 1e-15; they are never of zero width, even without discordant pairs.</returns>
    /// <remarks>
    /// A limit is the difference whose score statistic equals the normal quantile. The statistic falls as the difference rises, so each
    /// limit is found by bisection between the estimate and the end of the range.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no pair, the counts contradict each other, or the confidence lies outside 0
    /// to 1.</exception>
    public static Interval Of(long pairs, long firstOnly, long secondOnly, double confidence = 0.95)
    {
        Require(pairs, firstOnly, secondOnly);
        double z = NormalDistribution.TwoSidedQuantile(confidence);
        return new Interval(-UpperLimit(pairs, secondOnly, firstOnly, z), UpperLimit(pairs, firstOnly, secondOnly, z));
    }

    /// <summary>Refuses counts that contradict each other.</summary>
    internal static void Require(long pairs, long firstOnly, long secondOnly)
    {
        if (pairs < 1)
            throw new ArgumentOutOfRangeException(nameof(pairs), pairs, "A difference needs at least one pair.");
        Argument.RequireCount(firstOnly, nameof(firstOnly));
        Argument.RequireCount(secondOnly, nameof(secondOnly));
        if (firstOnly > pairs - secondOnly)
            throw new ArgumentOutOfRangeException(nameof(pairs), pairs, "There can't be more discordant pairs than pairs.");
    }

    /// <summary>
    /// Tango's score statistic of an assumed difference: positive where the observed one, second minus first, is larger. It is 0 where both
    /// agree, and infinite where the assumption leaves no room for chance.
    /// </summary>
    internal static double Score(double difference, double pairs, double firstOnly, double secondOnly)
    {
        if (difference < 0)
            return -Score(-difference, pairs, secondOnly, firstOnly);
        double excess = secondOnly - firstOnly - pairs * difference;
        return excess == 0 ? 0 : excess / Math.Sqrt(Math.Max(0, NullVariance(difference, pairs, firstOnly, secondOnly)));
    }

    private static double UpperLimit(double pairs, double firstOnly, double secondOnly, double z)
    {
        if (secondOnly == pairs)
            return 1;
        double inside = (secondOnly - firstOnly) / pairs, outside = 1;
        while (true)
        {
            double middle = inside + (outside - inside) / 2;
            if (middle <= inside || middle >= outside)
                return middle;
            if (IsPlausible(middle, pairs, firstOnly, secondOnly, z))
                inside = middle;
            else
                outside = middle;
        }
    }

    /// <summary>Whether the score test keeps a difference above the estimate.</summary>
    private static bool IsPlausible(double difference, double pairs, double firstOnly, double secondOnly, double z)
    {
        double excess = pairs * difference - (secondOnly - firstOnly);
        return excess * excess <= z * z * NullVariance(difference, pairs, firstOnly, secondOnly);
    }

    /// <summary>The variance of second only less first only, given a difference that is not negative.</summary>
    internal static double NullVariance(double difference, double pairs, double firstOnly, double secondOnly) =>
        pairs * (2 * FirstOnlyProbability(difference, pairs, firstOnly, secondOnly) + difference * (1 - difference));

    /// <summary>The most likely probability of a first-only pair, given the difference: the larger root of 2n q² + wq + v = 0.</summary>
    private static double FirstOnlyProbability(double difference, double pairs, double firstOnly, double secondOnly)
    {
        double w = (2 * pairs - secondOnly + firstOnly) * difference - firstOnly - secondOnly;
        double v = -firstOnly * difference * (1 - difference);
        double root = Math.Sqrt(Math.Max(0, w * w - 8 * pairs * v));
        return w > 0 ? -2 * v / (root + w) : (root - w) / (4 * pairs);
    }
}
