namespace TrialKeep.Statistics.Power;

/// <summary>
/// The power of the paired t test: that of <see cref="OneMeanPower"/> for the differences of the pairs, which are assumed to be independent
/// and normal.
/// </summary>
/// <remarks>
/// With <see cref="Alternative.Greater"/> and a negative margin it is the power of the test of non-inferiority of the first, where larger
/// is better.
/// </remarks>
public static class PairedMeansPower
{
    /// <summary>The standard deviation of the differences of pairs: √(s₁² + s₂² - 2 r s₁ s₂).</summary>
    /// <param name="first">The standard deviation of the first, not negative.</param>
    /// <param name="second">The standard deviation of the second, in the same unit, not negative.</param>
    /// <param name="correlation">Of the pairs, between -1 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double DeviationOfDifferences(double first, double second, double correlation)
    {
        Argument.RequireNonNegativeFinite(first, nameof(first));
        Argument.RequireNonNegativeFinite(second, nameof(second));
        if (!(correlation >= -1 && correlation <= 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation must lie between -1 and 1.");
        return Math.Sqrt((first - second) * (first - second) + 2 * (1 - correlation) * first * second);
    }

    /// <summary>The probability that a mean difference of this size is found significant.</summary>
    /// <param name="pairs">How many there are, at least 2.</param>
    /// <param name="difference">The true mean difference, first minus second, in the unit of the values, finite.</param>
    /// <param name="deviation">The standard deviation of the differences, in the same unit, positive.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double Of(
        long pairs, double difference, double deviation, double level = 0.05, Alternative alternative = Alternative.TwoSided,
        double margin = 0)
    {
        Argument.RequireAtLeast(pairs, 2, nameof(pairs));
        return OneMeanPower.Of(pairs, difference, deviation, level, alternative, margin);
    }

    /// <summary>The smallest number of pairs, at least 2, with which the power is reached.</summary>
    /// <param name="difference">The true mean difference, first minus second; not the margin itself, and on the side that the test looks
    /// at.</param>
    /// <param name="deviation">The standard deviation of the differences, in the same unit, positive.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range, or more than 10^12 pairs would be
    /// needed.</exception>
    public static long NeededPairs(
        double difference, double deviation, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided,
        double margin = 0) =>
        OneMeanPower.NeededObservations(difference, deviation, power, level, alternative, margin);

    /// <summary>The smallest mean difference above the margin (below it for <see cref="Alternative.Less"/>) that is found with the power
    /// asked for, in the unit of the values.</summary>
    /// <param name="pairs">How many there are, at least 2.</param>
    /// <param name="deviation">The standard deviation of the differences, in the same unit, positive.</param>
    /// <param name="power">The power to be reached, above the level and below 1.</param>
    /// <param name="level">The level of the test, between 0 and 1.</param>
    /// <param name="alternative">What the test holds against its null hypothesis.</param>
    /// <param name="margin">The difference under the null hypothesis, in the unit of the values, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double DetectableDifference(
        long pairs, double deviation, double power = 0.8, double level = 0.05, Alternative alternative = Alternative.TwoSided,
        double margin = 0)
    {
        Argument.RequireAtLeast(pairs, 2, nameof(pairs));
        return OneMeanPower.DetectableDifference(pairs, deviation, power, level, alternative, margin);
    }
}
