namespace TrialKeep.Statistics.Power;

/// <summary>
/// The power of the t test of one mean, by the noncentral t distribution with n - 1 degrees of freedom and noncentrality
/// √n (difference - margin) / deviation. The values are assumed to be independent and normal.
/// </summary>
/// <remarks>
/// A two-sided test counts significance in either direction, as R's <c>power.t.test(strict = TRUE)</c> and <c>pwr</c> do: at the null
/// hypothesis the power is the level. With <see cref="Alternative.Greater"/> and a negative margin it is the power of the test of
/// non-inferiority, where larger is better (J. Cohen, "Statistical power analysis", 1988; S. A. Julious, Statistics in Medicine 23, 2004).
/// </remarks>
public static class OneMeanPower
{
    /// <summary>The probability that a difference of this size is found significant.</summary>
    /// <param name="observations">How many there are, at least 2.</param>
    /// <param name="difference">The true mean less the hypothesis, in the unit of the values, finite.</param>
    /// <param name="deviation">The standard deviation of the values, in their unit, positive.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Of(
        long observations, double difference, double deviation, double level = 0.05, Alternative alternative = Alternative.TwoSided,
        double margin = 0)
    {
        Argument.RequireAtLeast(observations, 2, nameof(observations));
        Require(difference, deviation, margin);
        Argument.RequireLevel(level);
        return Power(observations, difference, deviation, level, alternative, margin);
    }

    /// <summary>The smallest number of observations, at least 2, with which the power is reached.</summary>
    /// <param name="difference">The true mean less the hypothesis, in the unit of the values; not the margin itself, and on the side that
    /// the test looks at.</param>
    /// <param name="deviation">The standard deviation of the values, in their unit, positive.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range, or more than 10^12 observations would be
    /// needed.</exception>
    public static long NeededObservations(
        double difference, double deviation, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided,
        double margin = 0)
    {
        Require(difference, deviation, margin);
        Argument.RequirePower(power, level);
        NeededSize.RequireEffect(difference, margin, alternative, nameof(difference));
        double guess = StudentPower.Noncentrality(power, double.PositiveInfinity, level, alternative) * (deviation / (difference - margin));
        return NeededSize.Of(
            n => Power(n, difference, deviation, level, alternative, margin), power, 2, guess * guess, nameof(difference));
    }

    /// <summary>The smallest difference above the margin (below it for <see cref="Alternative.Less"/>) that is found with the power asked
    /// for, in the unit of the values.</summary>
    /// <param name="observations">How many there are, at least 2.</param>
    /// <param name="deviation">The standard deviation of the values, in their unit, positive.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double DetectableDifference(
        long observations, double deviation, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided,
        double margin = 0)
    {
        Argument.RequireAtLeast(observations, 2, nameof(observations));
        Require(margin, deviation, margin);
        Argument.RequirePower(power, level);
        return margin + StudentPower.Noncentrality(power, observations - 1, level, alternative) * (deviation / Math.Sqrt(observations));
    }

    private static double Power(
        long observations, double difference, double deviation, double level, Alternative alternative, double margin) =>
        StudentPower.Of(Math.Sqrt(observations) * ((difference - margin) / deviation), observations - 1, level, alternative);

    private static void Require(double difference, double deviation, double margin)
    {
        Argument.RequireFinite(margin, nameof(margin));
        Argument.RequireFinite(difference, nameof(difference));
        Argument.RequirePositiveFinite(deviation, nameof(deviation));
    }
}
