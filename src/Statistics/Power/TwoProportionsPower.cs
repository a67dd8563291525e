using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Power;

/// <summary>
/// The power of the score test of two independent proportions, <see cref="ScoreDifferenceTest"/>, without continuity correction.
/// </summary>
/// <remarks>
/// The normal approximation takes the standard error of the null hypothesis at the expected counts and that of the true proportions
/// (C. P. Farrington and G. Manning, Statistics in Medicine 9, 1990). Without a margin and in equal groups it is R's
/// <c>power.prop.test(strict = TRUE)</c>: both directions of a two-sided test count. With <see cref="Alternative.Greater"/> and a negative
/// margin it is the power of the test of non-inferiority of the first, where success is good.
/// </remarks>
public static class TwoProportionsPower
{
    /// <summary>The probability that the difference of these proportions is found significant.</summary>
    /// <param name="first">How many observations the first group has, at least 1.</param>
    /// <param name="firstProportion">The true proportion in the first.</param>
    /// <param name="second">How many the second has, at least 1.</param>
    /// <param name="secondProportion">The true proportion in the second.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference, first minus second, under the null hypothesis, between -1 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Of(
        long first, double firstProportion, long second, double secondProportion, double level = 0.05,
        Alternative alternative = Alternative.TwoSided, double margin = 0)
    {
        Require(first, second);
        Require(firstProportion, secondProportion, margin);
        Argument.RequireLevel(level);
        return Power(first, firstProportion, second, secondProportion, level, alternative, margin);
    }

    /// <summary>
    /// J. Cohen's approximation by h = 2 asin √p₁ - 2 asin √p₂ with the error √(1/n₁ + 1/n₂) (1988), which is that of R's
    /// <c>pwr.2p.test</c> and <c>pwr.2p2n.test</c>.
    /// </summary>
    /// <param name="first">How many observations the first group has, at least 1.</param>
    /// <param name="firstProportion">The true proportion in the first.</param>
    /// <param name="second">How many the second has, at least 1.</param>
    /// <param name="secondProportion">The true proportion in the second.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double ByArcsine(
        long first, double firstProportion, long second, double secondProportion, double level = 0.05,
        Alternative alternative = Alternative.TwoSided)
    {
        Require(first, second);
        Require(firstProportion, secondProportion, 0);
        Argument.RequireLevel(level);
        double h = 2 * (Math.Asin(Math.Sqrt(firstProportion)) - Math.Asin(Math.Sqrt(secondProportion)));
        double error = Math.Sqrt(1.0 / first + 1.0 / second);
        return NormalPower.Of(h, error, error, level, alternative);
    }

    /// <summary>The smallest number of observations in each of two equal groups with which <see cref="Of"/> reaches the power.</summary>
    /// <param name="firstProportion">The true proportion in the first.</param>
    /// <param name="secondProportion">The true proportion in the second; the difference is not the margin and lies on the side that the
    /// test looks at.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference, first minus second, under the null hypothesis, between -1 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range, or more than 10^12 observations would be
    /// needed.</exception>
    public static long NeededPerGroup(
        double firstProportion, double secondProportion, double power = 0.8, double level = 0.05,
        Alternative alternative = Alternative.TwoSided, double margin = 0)
    {
        Require(firstProportion, secondProportion, margin);
        Argument.RequirePower(power, level);
        NeededSize.RequireEffect(firstProportion - secondProportion, margin, alternative, nameof(firstProportion));
        return NeededSize.Of(
            n => Power(n, firstProportion, n, secondProportion, level, alternative, margin), power, 1, 1, nameof(firstProportion));
    }

    /// <summary>
    /// The smallest difference, first minus second, above the margin (below it for <see cref="Alternative.Less"/>) that is found with the
    /// power asked for; infinite where not even a first proportion of 1 (or 0) would be found.
    /// </summary>
    /// <param name="first">How many observations the first group has, at least 1.</param>
    /// <param name="second">How many the second has, at least 1.</param>
    /// <param name="secondProportion">The true proportion in the second; with the margin it lies between 0 and 1.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis. The smallest fall that a two-sided test finds is that of
    /// <see cref="Alternative.Less"/> at half the level, but for the negligible chance of the wrong direction.</param>
    /// <param name="margin">The difference, first minus second, under the null hypothesis, between -1 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double DetectableDifference(
        long first, long second, double secondProportion, double power = 0.8, double level = 0.05,
        Alternative alternative = Alternative.TwoSided, double margin = 0)
    {
        Require(first, second);
        Require(secondProportion, secondProportion, margin);
        if (!(secondProportion + margin >= 0 && secondProportion + margin <= 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The second proportion and the margin must add up to 0 to 1.");
        Argument.RequirePower(power, level);
        double start = secondProportion + margin, room = alternative == Alternative.Less ? -start : 1 - start;
        double Short(double share) => power - Power(
            first, Math.Clamp(start + share * room, 0, 1), second, secondProportion, level, alternative, margin);

        if (room == 0 || Short(1) > 0)
            return alternative == Alternative.Less ? double.NegativeInfinity : double.PositiveInfinity;
        return margin + room * RootSearch.Between(Short, 0, 1);
    }

    private static double Power(
        double n1, double p1, double n2, double p2, double level, Alternative alternative, double margin) => NormalPower.Of(
            p1 - p2 - margin, ScoreDifferenceTest.NullError(n1 * p1, n1, n2 * p2, n2, margin),
            Math.Sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2), level, alternative);

    private static void Require(long first, long second)
    {
        Argument.RequireAtLeast(first, 1, nameof(first));
        Argument.RequireAtLeast(second, 1, nameof(second));
    }

    private static void Require(double firstProportion, double secondProportion, double margin)
    {
        Argument.RequireProbability(firstProportion, nameof(firstProportion));
        Argument.RequireProbability(secondProportion, nameof(secondProportion));
        if (!(margin > -1 && margin < 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must lie between -1 and 1, exclusively.");
    }
}
