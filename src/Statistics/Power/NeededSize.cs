namespace TrialKeep.Statistics.Power;

/// <summary>The search for how many observations a test needs.</summary>
internal static class NeededSize
{
    private const long Most = 1L << 40;

    /// <summary>A size that reaches the power while one less does not, or the least.</summary>
    /// <param name="power">The power of a size; should rise with it.</param>
    /// <param name="target">The power to be reached.</param>
    /// <param name="least">The smallest size there is.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="effect">The parameter that is at fault where no size will do.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than 2^40 would be needed.</exception>
    public static long Of(Func<long, double> power, double target, long least, double start, string effect)
    {
        long high = start < Most ? Math.Max(least, (long)start) : Most, low = high, step = 1;
        while (power(high) < target)
        {
            if (high >= Most)
                throw Hopeless(effect);
            (low, high, step) = (high, Math.Min(Most, high + step), step * 2);
        }
        while (low == high || power(low) >= target)
        {
            if (low == least)
                return least;
            (high, low, step) = (low, Math.Max(least, low - step), step * 2);
        }
        while (high - low > 1)
        {
            long middle = low + (high - low) / 2;
            if (power(middle) >= target)
                high = middle;
            else
                low = middle;
        }
        return high;
    }

    /// <summary>Demands an effect on the side of the null hypothesis that the test looks at.</summary>
    public static void RequireEffect(double effect, double hypothesis, Alternative alternative, string name)
    {
        bool visible = alternative switch
        {
            Alternative.Less => effect < hypothesis,
            Alternative.Greater => effect > hypothesis,
            _ => effect != hypothesis,
        };
        if (!visible)
            throw Hopeless(name);
    }

    private static ArgumentOutOfRangeException Hopeless(string name) =>
        new(name, "No affordable number of observations shows this effect: it equals the null hypothesis, is too close to it, or lies on "
            + "the side that the test does not look at. Give the smallest effect that matters.");
}
