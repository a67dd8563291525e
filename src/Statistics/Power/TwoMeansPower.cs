namespace TrialKeep.Statistics.Power;

/// <summary>
/// The power of the pooled t test of two means, by the noncentral t distribution with n₁ + n₂ - 2 degrees of freedom and noncentrality
/// (difference - margin) / (deviation √(1/n₁ + 1/n₂)). The values are assumed to be independent and normal with equal variances.
/// </summary>
/// <remarks>
/// A two-sided test counts significance in either direction, as R's <c>power.t.test(strict = TRUE)</c> and <c>pwr</c> do. With
/// <see cref="Alternative.Greater"/> and a negative margin it is the power of the test of non-inferiority of the first, where larger is
/// better (J. Cohen, "Statistical power analysis", 1988; S. A. Julious, Statistics in Medicine 23, 2004).
/// </remarks>
public static class TwoMeansPower
{
    /// <summary>The probability that a difference of this size is found significant.</summary>
    /// <param name="first">How many observations the first group has, at least 1.</param>
    /// <param name="second">How many the second has, at least 1; 3 or more in both.</param>
    /// <param name="difference">The true difference, first minus second, in the unit of the values, finite.</param>
    /// <param name="deviation">The standard deviation within groups, in the same unit, positive.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Of(
        long first, long second, double difference, double deviation, double level = 0.05,
        Alternative alternative = Alternative.TwoSided, double margin = 0)
    {
        Require(first, second);
        Require(difference, deviation, margin);
        Argument.RequireLevel(level);
        return Power(first, second, (difference - margin) / deviation, level, alternative);
    }

    /// <summary>The smallest number of observations in each of two equal groups, at least 2, with which the power is reached.</summary>
    /// <param name="difference">The true difference, first minus second; not the margin itself, and on the side that the test looks
    /// at.</param>
    /// <param name="deviation">The standard deviation within groups, in the same unit, positive.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range, or more than 10^12 observations would be
    /// needed.</exception>
    public static long NeededPerGroup(
        double difference, double deviation, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided,
        double margin = 0)
    {
        Require(difference, deviation, margin);
        Argument.RequirePower(power, level);
        NeededSize.RequireEffect(difference, margin, alternative, nameof(difference));
        double effect = (difference - margin) / deviation;
        double guess = StudentPower.Noncentrality(power, double.PositiveInfinity, level, alternative) / effect;
        return NeededSize.Of(n => Power(n, n, effect, level, alternative), power, 2, 2 * guess * guess, nameof(difference));
    }

    /// <summary>The smallest difference above the margin (below it for <see cref="Alternative.Less"/>) that is found with the power asked
    /// for, in the unit of the values.</summary>
    /// <param name="first">How many observations the first group has, at least 1.</param>
    /// <param name="second">How many the second has, at least 1; 3 or more in both.</param>
    /// <param name="deviation">The standard deviation within groups, in the same unit, positive.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double DetectableDifference(
        long first, long second, double deviation, double power = 0.8, double level = 0.05,
        Alternative alternative = Alternative.TwoSided, double margin = 0)
    {
        Require(first, second);
        Require(margin, deviation, margin);
        Argument.RequirePower(power, level);
        double shift = StudentPower.Noncentrality(power, (double)first + second - 2, level, alternative);
        return margin + shift * deviation * Math.Sqrt(1.0 / first + 1.0 / second);
    }

    private static double Power(long first, long second, double effect, double level, Alternative alternative) =>
        StudentPower.Of(effect / Math.Sqrt(1.0 / first + 1.0 / second), (double)first + second - 2, level, alternative);

    private static void Require(long first, long second)
    {
        Argument.RequireAtLeast(first, 1, nameof(first));
        Argument.RequireAtLeast(second, first == 1 ? 2 : 1, nameof(second));
    }

    private static void Require(double difference, double deviation, double margin)
    {
        Argument.RequireFinite(margin, nameof(margin));
        Argument.RequireFinite(difference, nameof(difference));
        Argument.RequirePositiveFinite(deviation, nameof(deviation));
    }
}
