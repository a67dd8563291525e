namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The hypergeometric distribution: how many marked ones are drawn, without replacement, from a population in which some are marked. Both
/// tails have a relative accuracy of about 1e-12; below 1e-307 they underflow towards 0.
/// </summary>
public static class HypergeometricDistribution
{
    private const double Tie = 1e-13;
    private const double HalfUnit = 1.2e-16; // the rounding of a level near 1

    /// <summary>P(X = value).</summary>
    /// <param name="value">How many marked ones are drawn; what can't be has probability 0.</param>
    /// <param name="draws">How many are drawn.</param>
    /// <param name="marked">How many of the population are marked.</param>
    /// <param name="population">How many there are.</param>
    /// <remarks>
    /// C(m, x) C(N - m, n - x) / C(N, n), as the quotient of three binomial masses with p = n/N, so that no factorial is large (C. Loader,
    /// 2000).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or exceeds the population.</exception>
    public static double Mass(long value, long draws, long marked, long population)
    {
        Require(draws, marked, population);
        if (value < First(draws, marked, population) || value > Last(draws, marked))
            return 0;
        double p = population == 0 ? 0 : (double)draws / population;
        return BinomialDistribution.Mass(value, marked, p) * BinomialDistribution.Mass(draws - value, population - marked, p)
            / BinomialDistribution.Mass(draws, population, p);
    }

    /// <summary>P(X ≤ value).</summary>
    /// <param name="value">How many marked ones are drawn at most.</param>
    /// <param name="draws">How many are drawn.</param>
    /// <param name="marked">How many of the population are marked.</param>
    /// <param name="population">How many there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or exceeds the population.</exception>
    public static double LowerTail(long value, long draws, long marked, long population)
    {
        Require(draws, marked, population);
        if (value < First(draws, marked, population))
            return 0;
        if (value >= Last(draws, marked))
            return 1;
        return value <= Centre(draws, marked, population)
            ? Downwards(value, draws, marked, population)
            : 1 - Upwards(value + 1, draws, marked, population);
    }

    /// <summary>P(X &gt; value), without the loss of a subtraction. P(X ≥ k) is the tail above k - 1.</summary>
    /// <param name="value">How many marked ones are exceeded.</param>
    /// <param name="draws">How many are drawn.</param>
    /// <param name="marked">How many of the population are marked.</param>
    /// <param name="population">How many there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or exceeds the population.</exception>
    public static double UpperTail(long value, long draws, long marked, long population)
    {
        Require(draws, marked, population);
        if (value < First(draws, marked, population))
            return 1;
        if (value >= Last(draws, marked))
            return 0;
        return value < Centre(draws, marked, population)
            ? 1 - Downwards(value, draws, marked, population)
            : Upwards(value + 1, draws, marked, population);
    }

    /// <summary>The smallest k with P(X ≤ k) of at least the given level; levels within 1e-13 of each other count as equal.</summary>
    /// <param name="level">Between 0 and 1.</param>
    /// <param name="draws">How many are drawn.</param>
    /// <param name="marked">How many of the population are marked.</param>
    /// <param name="population">How many there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or exceeds the population, or the level lies outside 0 to
    /// 1.</exception>
    public static long Quantile(double level, long draws, long marked, long population)
    {
        Argument.RequireProbability(level, nameof(level));
        Require(draws, marked, population);
        double rest = level == 1 ? 0 : (1 - level) * (1 + Tie) + HalfUnit;
        long low = First(draws, marked, population), high = Last(draws, marked);
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            bool holds = level > 0.5
                ? UpperTail(middle, draws, marked, population) <= rest
                : LowerTail(middle, draws, marked, population) >= level * (1 - Tie);
            if (holds)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    /// <summary>The fewest marked ones that can be drawn.</summary>
    internal static long First(long draws, long marked, long population) => Math.Max(0, draws - (population - marked));

    /// <summary>The most marked ones that can be drawn.</summary>
    internal static long Last(long draws, long marked) => Math.Min(draws, marked);

    private static double Centre(long draws, long marked, long population) => (double)draws * marked / population;

    /// <summary>P(X ≤ value) below the centre: each term is smaller than the one before.</summary>
    private static double Downwards(long value, double draws, double marked, double population)
    {
        double term = 1, sum = 1;
        for (double x = value; ; x--)
        {
            term *= x / (marked - x + 1) * ((population - marked - draws + x) / (draws - x + 1));
            double next = sum + term;
            if (next == sum)
                return Math.Min(1, sum * Mass(value, (long)draws, (long)marked, (long)population));
            sum = next;
        }
    }

    /// <summary>P(X ≥ value) above the centre.</summary>
    private static double Upwards(long value, double draws, double marked, double population)
    {
        double term = 1, sum = 1;
        for (double x = value; ; x++)
        {
            term *= (marked - x) / (x + 1) * ((draws - x) / (population - marked - draws + x + 1));
            double next = sum + term;
            if (next == sum)
                return Math.Min(1, sum * Mass(value, (long)draws, (long)marked, (long)population));
            sum = next;
        }
    }

    private static void Require(long draws, long marked, long population)
    {
        Argument.RequireCount(draws, nameof(draws));
        Argument.RequireCount(marked, nameof(marked));
        Argument.RequireCount(population, nameof(population));
        if (draws > population)
            throw new ArgumentOutOfRangeException(nameof(draws), draws, "No more can be drawn than there are.");
        if (marked > population)
            throw new ArgumentOutOfRangeException(nameof(marked), marked, "No more can be marked than there are.");
    }
}
