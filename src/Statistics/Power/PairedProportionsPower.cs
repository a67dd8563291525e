using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Power;

/// <summary>
/// The power of tests of two paired proportions. What counts is the discordance, the probability that only one of a pair succeeds, and the
/// difference: that of only the second less that of only the first.
/// </summary>
/// <remarks>Pairs are assumed to be independent. At the null hypothesis the power is the size of the test.</remarks>
public static class PairedProportionsPower
{
    private const long ExactUpTo = 10_000;
    private const long ScoresUpTo = 200;
    private const double Negligible = 1e-30;
    private const double Tie = 1e-12;

    /// <summary>The power of McNemar's test: <see cref="Exact"/> up to 10,000 pairs, <see cref="Asymptotic"/> beyond.</summary>
    /// <param name="pairs">How many there are, at least 1.</param>
    /// <param name="difference">The true proportion of the second less that of the first, not beyond ± the discordance.</param>
    /// <param name="discordance">The probability that only one of a pair succeeds.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis; Greater: the second is better.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Of(
        long pairs, double difference, double discordance, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Require(pairs);
        Require(difference, discordance, level);
        return Power(pairs, difference, discordance, level, alternative);
    }

    /// <summary>
    /// The power of the exact McNemar test, <see cref="McNemarTest.ExactPValue"/> or its one-sided form: its power given the number of
    /// discordant pairs, over the binomial distribution of that number. The time grows with √n below a million pairs.
    /// </summary>
    /// <param name="pairs">How many there are, at least 1.</param>
    /// <param name="difference">The true proportion of the second less that of the first, not beyond ± the discordance.</param>
    /// <param name="discordance">The probability that only one of a pair succeeds.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis; Greater: the second is better.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Exact(
        long pairs, double difference, double discordance, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Require(pairs);
        Require(difference, discordance, level);
        return Counted(pairs, difference, discordance, level, alternative);
    }

    /// <summary>
    /// The normal approximation Φ((√n |Δ| - z √π) / √(π - Δ²)) with the difference Δ and the discordance π, and the other direction of a
    /// two-sided test: the power of McNemar's test without continuity correction (R. J. Connor, Biometrics 43, 1987). With a margin, that
    /// of
    /// <see cref="PairedScoreTest"/>, where √π gives way to the deviation under the null hypothesis at the expected counts (J. Nam,
    /// Biometrics 53, 1997).
    /// </summary>
    /// <param name="pairs">How many there are, at least 1.</param>
    /// <param name="difference">The true proportion of the second less that of the first, not beyond ± the discordance.</param>
    /// <param name="discordance">The probability that only one of a pair succeeds.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis; Greater: the second is better.</param>
    /// <param name="margin">The difference under the null hypothesis, between -1 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Asymptotic(
        long pairs, double difference, double discordance, double level = 0.05, Alternative alternative = Alternative.TwoSided,
        double margin = 0)
    {
        Require(pairs);
        Require(difference, discordance, level);
        RequireMargin(margin);
        return Approximate(pairs, difference, discordance, level, alternative, margin);
    }

    /// <summary>
    /// The power of the score test with a margin, <see cref="PairedScoreTest"/>: summed over all counts up to 200 pairs,
    /// <see cref="Asymptotic"/> beyond.
    /// </summary>
    /// <param name="pairs">How many there are, at least 1.</param>
    /// <param name="difference">The true proportion of the second less that of the first, not beyond ± the discordance.</param>
    /// <param name="discordance">The probability that only one of a pair succeeds.</param>
    /// <param name="margin">The difference under the null hypothesis, between -1 and 1; negative for non-inferiority of the second, where
    /// success is good.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis; Greater: the second is better than the margin.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double WithMargin(
        long pairs, double difference, double discordance, double margin, double level = 0.05,
        Alternative alternative = Alternative.Greater)
    {
        Require(pairs);
        Require(difference, discordance, level);
        RequireMargin(margin);
        return Scored(pairs, difference, discordance, level, alternative, margin);
    }

    /// <summary>
    /// A number of pairs at which <see cref="Of"/> reaches the power and with one less does not. The power of an exact test rises in small
    /// teeth, so that a slightly larger number can fall short again by a little.
    /// </summary>
    /// <param name="difference">The true proportion of the second less that of the first; not 0, on the side that the test looks at, and
    /// not beyond ± the discordance.</param>
    /// <param name="discordance">The probability that only one of a pair succeeds.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis; Greater: the second is better.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range, or more than 10^12 pairs would be
    /// needed.</exception>
    public static long NeededPairs(
        double difference, double discordance, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Argument.RequirePower(power, level);
        Require(difference, discordance, level);
        NeededSize.RequireEffect(difference, 0, alternative, nameof(difference));
        long rough = ByFormula(difference, discordance, power, level, alternative, 0);
        return NeededSize.Of(n => Power(n, difference, discordance, level, alternative), power, 1, rough, nameof(difference));
    }

    /// <summary>The same for the score test with a margin, <see cref="WithMargin"/>.</summary>
    /// <param name="difference">The true proportion of the second less that of the first; not the margin, on the side that the test looks
    /// at, and not beyond ± the discordance.</param>
    /// <param name="discordance">The probability that only one of a pair succeeds.</param>
    /// <param name="margin">The difference under the null hypothesis, between -1 and 1.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis; Greater: the second is better than the margin.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range, or more than 10^12 pairs would be
    /// needed.</exception>
    public static long NeededPairsWithMargin(
        double difference, double discordance, double margin, double power = 0.8, double level = 0.05,
        Alternative alternative = Alternative.Greater)
    {
        Argument.RequirePower(power, level);
        Require(difference, discordance, level);
        RequireMargin(margin);
        NeededSize.RequireEffect(difference, margin, alternative, nameof(difference));
        long rough = ByFormula(difference, discordance, power, level, alternative, margin);
        return NeededSize.Of(n => Scored(n, difference, discordance, level, alternative, margin), power, 1, rough, nameof(difference));
    }

    /// <summary>
    /// The smallest difference above 0 (below it for <see cref="Alternative.Less"/>) that <see cref="Of"/> finds with the power asked for;
    /// infinite where not even a difference as large as the discordance would be found.
    /// </summary>
    /// <param name="pairs">How many there are, at least 1.</param>
    /// <param name="discordance">The probability that only one of a pair succeeds.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis; Greater: the second is better.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double DetectableDifference(
        long pairs, double discordance, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided)
    {
        Require(pairs);
        Argument.RequirePower(power, level);
        Require(0, discordance, level);
        double sign = alternative == Alternative.Less ? -1 : 1;
        double Short(double share) => power - Power(pairs, sign * share * discordance, discordance, level, alternative);

        return Short(1) > 0 ? sign * double.PositiveInfinity : sign * discordance * RootSearch.Between(Short, 0, 1);
    }

    private static double Power(long pairs, double difference, double discordance, double level, Alternative alternative) =>
        pairs <= ExactUpTo
            ? Counted(pairs, difference, discordance, level, alternative)
            : Approximate(pairs, difference, discordance, level, alternative, 0);

    private static double Counted(long pairs, double difference, double discordance, double level, Alternative alternative)
    {
        double tail = alternative == Alternative.TwoSided ? level / 2 : level;
        double share = discordance > 0 ? Math.Clamp(0.5 + difference / discordance / 2, 0, 1) : 0.5;
        long least = BinomialDistribution.Quantile(Negligible, pairs, discordance);
        long most = BinomialDistribution.UpperQuantile(Negligible, pairs, discordance);
        long critical = least - 1 - BinomialDistribution.UpperQuantile(tail, least, 0.5); // so many of one kind, or fewer, are significant
        double power = 0;
        for (long discordant = least; discordant <= most; discordant++)
        {
            if (critical < discordant && BinomialDistribution.LowerTail(critical + 1, discordant, 0.5) <= tail * (1 + Tie))
                critical++; // one more pair moves it by one at most
            double found = 0;
            if (alternative != Alternative.Greater)
                found += BinomialDistribution.LowerTail(critical, discordant, share);
            if (alternative != Alternative.Less)
                found += BinomialDistribution.UpperTail(discordant - critical - 1, discordant, share);
            power += found * BinomialDistribution.Mass(discordant, pairs, discordance);
        }
        return Math.Min(1, power);
    }

    private static double Approximate(
        double pairs, double difference, double discordance, double level, Alternative alternative, double margin)
    {
        if (margin < 0)
        {
            Alternative mirrored = alternative switch
            {
                Alternative.Less => Alternative.Greater,
                Alternative.Greater => Alternative.Less,
                _ => alternative,
            };
            return Approximate(pairs, -difference, discordance, level, mirrored, -margin);
        }
        double firstOnly = pairs * (discordance - difference) / 2, secondOnly = pairs * (discordance + difference) / 2;
        double nullVariance = Math.Max(0, PairedDifferenceInterval.NullVariance(margin, pairs, firstOnly, secondOnly));
        double variance = Math.Max(0, pairs * (discordance - difference * difference));
        return NormalPower.Of(pairs * (difference - margin), Math.Sqrt(nullVariance), Math.Sqrt(variance), level, alternative);
    }

    private static double Scored(long pairs, double difference, double discordance, double level, Alternative alternative, double margin)
    {
        if (pairs > ScoresUpTo)
            return Approximate(pairs, difference, discordance, level, alternative, margin);
        double first = Math.Clamp((discordance - difference) / 2, 0, 1), second = Math.Clamp((discordance + difference) / 2, 0, 1);
        double firstOfRest = second < 1 ? Math.Min(1, first / (1 - second)) : 0;
        double critical = -NormalDistribution.Quantile(alternative == Alternative.TwoSided ? level / 2 : level);
        double power = 0;
        for (long secondOnly = 0; secondOnly <= pairs; secondOnly++)
        {
            double found = 0;
            for (long firstOnly = 0; firstOnly <= pairs - secondOnly; firstOnly++)
            {
                double score = PairedDifferenceInterval.Score(margin, pairs, firstOnly, secondOnly);
                double seen = alternative switch
                {
                    Alternative.Less => -score,
                    Alternative.Greater => score,
                    _ => Math.Abs(score),
                };
                if (seen >= critical - Tie)
                    found += BinomialDistribution.Mass(firstOnly, pairs - secondOnly, firstOfRest);
            }
            power += found * BinomialDistribution.Mass(secondOnly, pairs, second);
        }
        return Math.Min(1, power);
    }

    private static long ByFormula(
        double difference, double discordance, double power, double level, Alternative alternative, double margin) => NeededSize.Of(
            n => Approximate(n, difference, discordance, level, alternative, margin), power, 1, 1, nameof(difference));

    private static void Require(long pairs) => Argument.RequireAtLeast(pairs, 1, nameof(pairs));

    private static void Require(double difference, double discordance, double level)
    {
        Argument.RequireLevel(level);
        Argument.RequireProbability(discordance, nameof(discordance));
        if (!(Math.Abs(difference) <= discordance))
        {
            throw new ArgumentOutOfRangeException(nameof(difference), difference,
                "The difference can't be beyond the discordance: only pairs that differ make a difference.");
        }
    }

    private static void RequireMargin(double margin)
    {
        if (!(margin > -1 && margin < 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must lie between -1 and 1, exclusively.");
    }
}
