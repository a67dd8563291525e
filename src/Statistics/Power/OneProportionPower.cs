using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Power;

/// <summary>The power of tests of one proportion against a hypothesis, for independent observations.</summary>
/// <remarks>
/// Non-inferiority is the test with <see cref="Alternative.Greater"/> against a hypothesis that lies a margin below what is to be reached.
/// </remarks>
public static class OneProportionPower
{
    private const long ExactUpTo = 10_000;

    /// <summary>
    /// The power of the exact binomial test, summed over what it rejects: counts whose tail has at most the level, or half of it on each
    /// side for a two-sided test, as the interval of C. Clopper and E. Pearson (1934) has it.
    /// </summary>
    /// <param name="observations">How many there are, at least 1.</param>
    /// <param name="proportion">The true proportion.</param>
    /// <param name="hypothesis">The proportion under the null hypothesis, between 0 and 1, both excluded.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Exact(
        long observations, double proportion, double hypothesis, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Argument.RequireAtLeast(observations, 1, nameof(observations));
        Require(proportion, hypothesis);
        Argument.RequireLevel(level);
        return Counted(observations, proportion, hypothesis, level, alternative);
    }

    /// <summary>
    /// The normal approximation with the variance of each hypothesis, Φ((√n |p - p₀| - z √(p₀(1 - p₀))) / √(p(1 - p))), and the other
    /// direction of a two-sided test (J. L. Fleiss, "Statistical methods for rates and proportions", 1981, 1.4).
    /// </summary>
    /// <param name="observations">How many there are, at least 1.</param>
    /// <param name="proportion">The true proportion.</param>
    /// <param name="hypothesis">The proportion under the null hypothesis, between 0 and 1, both excluded.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Asymptotic(
        long observations, double proportion, double hypothesis, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Argument.RequireAtLeast(observations, 1, nameof(observations));
        Require(proportion, hypothesis);
        Argument.RequireLevel(level);
        return Approximate(observations, proportion, hypothesis, level, alternative);
    }

    /// <summary>J. Cohen's approximation by h = 2 asin √p - 2 asin √p₀ (1988), which is that of R's <c>pwr.p.test</c>.</summary>
    /// <param name="observations">How many there are, at least 1.</param>
    /// <param name="proportion">The true proportion.</param>
    /// <param name="hypothesis">The proportion under the null hypothesis, between 0 and 1, both excluded.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double ByArcsine(
        long observations, double proportion, double hypothesis, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Argument.RequireAtLeast(observations, 1, nameof(observations));
        Require(proportion, hypothesis);
        Argument.RequireLevel(level);
        double h = 2 * (Math.Asin(Math.Sqrt(proportion)) - Math.Asin(Math.Sqrt(hypothesis)));
        return NormalPower.Of(Math.Sqrt(observations) * h, 1, 1, level, alternative);
    }

    /// <summary>
    /// How many observations the power needs: up to 10,000 the smallest number from which on the exact test keeps it (its power rises in
    /// teeth), above that by <see cref="Asymptotic"/>.
    /// </summary>
    /// <param name="proportion">The true proportion; not the hypothesis, and on the side that the test looks at.</param>
    /// <param name="hypothesis">The proportion under the null hypothesis, between 0 and 1, both excluded.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range, or more than 10^12 observations would be
    /// needed.</exception>
    public static long NeededObservations(
        double proportion, double hypothesis, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Require(proportion, hypothesis);
        Argument.RequirePower(power, level);
        NeededSize.RequireEffect(proportion, hypothesis, alternative, nameof(proportion));
        long rough = NeededSize.Of(
            n => Approximate(n, proportion, hypothesis, level, alternative), power, 1, 1, nameof(proportion));
        if (rough > ExactUpTo)
            return rough;
        bool Keeps(long n) => Counted(n, proportion, hypothesis, level, alternative) >= power;

        long margin = 50 + rough / 4, last = rough + margin;
        while (!Within(last, last + margin, Keeps))
            last += margin;
        while (last > 1 && Keeps(last - 1))
            last--;
        return last;
    }

    /// <summary>
    /// The smallest difference to the hypothesis, above it (below for <see cref="Alternative.Less"/>), that the exact test finds with the
    /// power asked for; infinite where not even a proportion of 1 (or 0) would be found.
    /// </summary>
    /// <param name="observations">How many there are, at least 1.</param>
    /// <param name="hypothesis">The proportion under the null hypothesis, between 0 and 1, both excluded.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double DetectableDifference(
        long observations, double hypothesis, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Argument.RequireAtLeast(observations, 1, nameof(observations));
        Require(0, hypothesis);
        Argument.RequirePower(power, level);
        double room = alternative == Alternative.Less ? -hypothesis : 1 - hypothesis;
        double Short(double share) =>
            power - Counted(observations, Math.Clamp(hypothesis + share * room, 0, 1), hypothesis, level, alternative);

        return Short(1) > 0 ? room / 0.0 : room * RootSearch.Between(Short, 0, 1);
    }

    private static double Counted(long n, double proportion, double hypothesis, double level, Alternative alternative)
    {
        double tail = alternative == Alternative.TwoSided ? level / 2 : level, power = 0;
        if (alternative != Alternative.Greater)
            power += BinomialDistribution.LowerTail(n - 1 - BinomialDistribution.UpperQuantile(tail, n, 1 - hypothesis), n, proportion);
        if (alternative != Alternative.Less)
            power += BinomialDistribution.UpperTail(BinomialDistribution.UpperQuantile(tail, n, hypothesis), n, proportion);
        return Math.Min(1, power);
    }

    private static double Approximate(long n, double proportion, double hypothesis, double level, Alternative alternative) =>
        NormalPower.Of(proportion - hypothesis, Math.Sqrt(hypothesis * (1 - hypothesis) / n), Math.Sqrt(proportion * (1 - proportion) / n),
            level, alternative);

    private static bool Within(long from, long to, Func<long, bool> holds)
    {
        for (long n = from; n <= to; n++)
        {
            if (!holds(n))
                return false;
        }
        return true;
    }

    private static void Require(double proportion, double hypothesis)
    {
        Argument.RequireProbability(proportion, nameof(proportion));
        if (!(hypothesis > 0 && hypothesis < 1))
            throw new ArgumentOutOfRangeException(nameof(hypothesis), hypothesis, "The hypothesis must lie between 0 and 1, exclusively.");
    }
}
