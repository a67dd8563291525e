using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>
/// The score test of an assumed difference of two independent proportions (C. P. Farrington and G. Manning, Statistics in Medicine 9, 1990;
/// O. Miettinen and M. Nurminen, 1985, without their factor N/(N - 1)), with which equivalence and non-inferiority are tested.
/// </summary>
public static class ScoreDifferenceTest
{
    /// <summary>The test of the hypothesis that the first proportion exceeds the second by the margin.</summary>
    /// <param name="firstSuccesses">How many of the first succeeded.</param>
    /// <param name="firstTotal">How many there are in the first, at least 1.</param>
    /// <param name="secondSuccesses">How many of the second succeeded.</param>
    /// <param name="secondTotal">How many there are in the second, at least 1.</param>
    /// <param name="margin">The difference p₁ - p₂ under the null hypothesis, between -1 and 1; at 0 it is the pooled z test.</param>
    /// <param name="alternative">
    /// What is held against it. <see cref="Alternative.Greater"/> with a negative margin is the test of non-inferiority of the first, where
    /// success is good; <see cref="Alternative.Less"/> with a positive one where success is bad.
    /// </param>
    /// <returns>
    /// A normal statistic: (p₁ - p₂ - margin) / √(q₁(1 - q₁)/n₁ + q₂(1 - q₂)/n₂) for the most likely q₁ - q₂ = margin; 0 where all of both
    /// succeed, or none, and the margin is 0.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to estimate from, the counts contradict each other, or the margin
    /// does not lie between -1 and 1.</exception>
    public static TestResult Of(
        long firstSuccesses, long firstTotal, long secondSuccesses, long secondTotal, double margin = 0,
        Alternative alternative = Alternative.TwoSided)
    {
        Argument.RequireProportion(firstSuccesses, firstTotal, nameof(firstSuccesses), nameof(firstTotal));
        Argument.RequireProportion(secondSuccesses, secondTotal, nameof(secondSuccesses), nameof(secondTotal));
        if (!(margin > -1 && margin < 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must lie between -1 and 1, exclusively.");
        double statistic = Statistic(firstSuccesses, firstTotal, secondSuccesses, secondTotal, margin);
        return new TestResult(statistic, double.PositiveInfinity, alternative switch
        {
            Alternative.Less => NormalDistribution.Cdf(statistic),
            Alternative.Greater => NormalDistribution.UpperTail(statistic),
            _ => 2 * NormalDistribution.UpperTail(Math.Abs(statistic)),
        });
    }

    /// <summary>Two one-sided tests of whether the difference p₁ - p₂ lies between two margins.</summary>
    /// <param name="firstSuccesses">How many of the first succeeded.</param>
    /// <param name="firstTotal">How many there are in the first, at least 1.</param>
    /// <param name="secondSuccesses">How many of the second succeeded.</param>
    /// <param name="secondTotal">How many there are in the second, at least 1.</param>
    /// <param name="low">The lower margin, above -1.</param>
    /// <param name="high">The upper margin, above the lower and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to estimate from, the counts contradict each other, or the margins
    /// are not in order or do not lie between -1 and 1.</exception>
    public static EquivalenceResult Equivalence(
        long firstSuccesses, long firstTotal, long secondSuccesses, long secondTotal, double low, double high)
    {
        Argument.RequireMargins(low, high);
        return new EquivalenceResult(
            Of(firstSuccesses, firstTotal, secondSuccesses, secondTotal, low, Alternative.Greater).PValue,
            Of(firstSuccesses, firstTotal, secondSuccesses, secondTotal, high, Alternative.Less).PValue);
    }

    private static double Statistic(double x1, double n1, double x2, double n2, double margin)
    {
        double excess = x1 / n1 - x2 / n2 - margin;
        return excess == 0 ? 0 : excess / NullError(x1, n1, x2, n2, margin);
    }

    /// <summary>The standard error of the difference under the null hypothesis; the counts need not be whole.</summary>
    internal static double NullError(double x1, double n1, double x2, double n2, double margin)
    {
        double q2 = SecondProportion(x1, n1, x2, n2, margin), q1 = Math.Clamp(q2 + margin, 0, 1);
        return Math.Sqrt(q1 * (1 - q1) / n1 + q2 * (1 - q2) / n2);
    }

    /// <summary>The most likely second proportion, given the difference: where the falling slope of the likelihood crosses zero.</summary>
    private static double SecondProportion(double x1, double n1, double x2, double n2, double margin)
    {
        if (margin == 0)
            return (x1 + x2) / (n1 + n2);
        double Slope(double q) =>
            Ratio(x1, q + margin) - Ratio(n1 - x1, 1 - margin - q) + Ratio(x2, q) - Ratio(n2 - x2, 1 - q);

        double low = Math.Max(0, -margin), high = Math.Min(1, 1 - margin);
        if (!(Slope(low) > 0))
            return low;
        return Slope(high) < 0 ? RootSearch.Between(Slope, low, high) : high;
    }

    private static double Ratio(double count, double probability) => count == 0 ? 0 : count / Math.Max(0, probability);
}
