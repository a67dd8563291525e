namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The binomial distribution: how many of independent trials succeed. Both tails have the accuracy of <see cref="IncompleteBeta"/>.
/// </summary>
public static class BinomialDistribution
{
    private const double Tie = 1e-13;
    private const double HalfUnit = 1.2e-16; // the rounding of a level near 1

    /// <summary>P(X = value), with a relative error of about 1e-13.</summary>
    /// <param name="value">How many succeed; what can't be has probability 0.</param>
    /// <param name="trials">How many there are, not negative.</param>
    /// <param name="probability">Of success in one trial.</param>
    /// <remarks>Written with deviations from the mean (C. Loader, "Fast and Accurate Computation of Binomial Probabilities",
    /// 2000).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number of trials is negative, or the probability lies outside 0 to 1.</exception>
    public static double Mass(long value, long trials, double probability)
    {
        Require(trials, probability);
        if (value < 0 || value > trials)
            return 0;
        if (probability == 0 || probability == 1)
            return value == (probability == 0 ? 0 : trials) ? 1 : 0;
        if (value == 0)
            return Math.Exp(trials * Logarithms.OnePlus(-probability));
        if (value == trials)
            return Math.Pow(probability, trials);
        double rest = trials - value;
        return IncompleteBeta.Factor(value, rest, probability, 1 - probability) * (trials / (value * rest));
    }

    /// <summary>P(X ≤ value).</summary>
    /// <param name="value">How many succeed at most.</param>
    /// <param name="trials">How many there are, not negative.</param>
    /// <param name="probability">Of success in one trial.</param>
    /// <remarks>The incomplete beta function 1 - I(p; k + 1, n - k).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number of trials is negative, or the probability lies outside 0 to 1.</exception>
    public static double LowerTail(long value, long trials, double probability)
    {
        Require(trials, probability);
        if (value < 0)
            return 0;
        return value >= trials ? 1 : IncompleteBeta.Upper(value + 1.0, trials - value, probability);
    }

    /// <summary>P(X &gt; value), without the loss of a subtraction. P(X ≥ k) is the tail above k - 1.</summary>
    /// <param name="value">How many are exceeded.</param>
    /// <param name="trials">How many there are, not negative.</param>
    /// <param name="probability">Of success in one trial.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of trials is negative, or the probability lies outside 0 to 1.</exception>
    public static double UpperTail(long value, long trials, double probability)
    {
        Require(trials, probability);
        if (value < 0)
            return 1;
        return value >= trials ? 0 : IncompleteBeta.Lower(value + 1.0, trials - value, probability);
    }

    /// <summary>The smallest k with P(X ≤ k) of at least the given level; levels within 1e-13 of each other count as equal.</summary>
    /// <param name="level">Between 0 and 1.</param>
    /// <param name="trials">How many there are, not negative.</param>
    /// <param name="probability">Of success in one trial.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of trials is negative, or a probability lies outside 0 to 1.</exception>
    public static long Quantile(double level, long trials, double probability)
    {
        Argument.RequireProbability(level, nameof(level));
        Require(trials, probability);
        double rest = level == 1 ? 0 : (1 - level) * (1 + Tie) + HalfUnit;
        return Smallest(trials, k => level > 0.5
            ? UpperTail(k, trials, probability) <= rest
            : LowerTail(k, trials, probability) >= level * (1 - Tie));
    }

    /// <summary>The smallest k with P(X &gt; k) of at most the given level; levels within 1e-13 of each other count as equal.</summary>
    /// <param name="level">Between 0 and 1.</param>
    /// <param name="trials">How many there are, not negative.</param>
    /// <param name="probability">Of success in one trial.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of trials is negative, or a probability lies outside 0 to 1.</exception>
    public static long UpperQuantile(double level, long trials, double probability)
    {
        Argument.RequireProbability(level, nameof(level));
        Require(trials, probability);
        return Smallest(trials, k => UpperTail(k, trials, probability) <= level * (1 + Tie));
    }

    /// <summary>The smallest number up to the last for which a condition holds that holds for the last, and for all after the
    /// first.</summary>
    private static long Smallest(long last, Func<long, bool> holds)
    {
        long low = 0, high = last;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (holds(middle))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    private static void Require(long trials, double probability)
    {
        Argument.RequireCount(trials, nameof(trials));
        Argument.RequireProbability(probability, nameof(probability));
    }
}
