using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Means;

/// <summary>
/// Tests and intervals of means by Student's t distribution ("Student", Biometrika 6, 1908). They assume independent values that are nearly
/// normal, or so many that their mean is.
/// </summary>
/// <remarks>
/// Where the values do not vary beyond rounding there is nothing to measure chance by: with an estimate that equals the hypothesis the
/// statistic is 0, the p-value 1 and the interval a point; with another estimate the data are refused.
/// </remarks>
public static class TTest
{
    private const double Rounding = 10 * 2.220446049250313e-16;

    /// <summary>The mean of one sample against a hypothesis, with n - 1 degrees of freedom.</summary>
    /// <param name="values">At least two, all finite.</param>
    /// <param name="hypothesis">The mean under the null hypothesis, in the unit of the values.</param>
    /// <param name="alternative">What is held against it.</param>
    /// <param name="confidence">Of the interval, between 0 and 1.</param>
    /// <remarks>t = (mean - hypothesis) / (s / √n).</remarks>
    /// <exception cref="ArgumentException">There are less than two values, one is NaN or infinite, or all are equal and not the hypothesis;
    /// the hypothesis is not finite; the confidence lies outside 0 to 1.</exception>
    public static TTestResult OneSample(
        ReadOnlySpan<double> values, double hypothesis = 0, Alternative alternative = Alternative.TwoSided, double confidence = 0.95)
    {
        Argument.RequireFiniteSample(values, 2, nameof(values));
        return OfMean(values, Largest(values), hypothesis, alternative, confidence, nameof(values));
    }

    /// <summary>The mean difference, first minus second, of values that belong together in pairs, with n - 1 degrees of freedom.</summary>
    /// <param name="first">At least two, all finite.</param>
    /// <param name="second">As many, all finite.</param>
    /// <param name="hypothesis">The mean difference under the null hypothesis, in the unit of the values.</param>
    /// <param name="alternative">What is held against it.</param>
    /// <param name="confidence">Of the interval, between 0 and 1.</param>
    /// <remarks>The test of one sample for the differences.</remarks>
    /// <exception cref="ArgumentException">The samples differ in length or have less than two values, a value is NaN or infinite, or all
    /// differences are equal and not the hypothesis; the hypothesis is not finite; the confidence lies outside 0 to 1.</exception>
    public static TTestResult Paired(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, double hypothesis = 0, Alternative alternative = Alternative.TwoSided,
        double confidence = 0.95)
    {
        Argument.RequireFiniteSample(first, 2, nameof(first));
        Argument.RequireSameLength(first.Length, second.Length, nameof(second));
        Argument.RequireFiniteSample(second, 2, nameof(second));
        var differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
            differences[i] = first[i] - second[i];
        return OfMean(differences, Math.Max(Largest(first), Largest(second)), hypothesis, alternative, confidence, nameof(first));
    }

    /// <summary>The difference of two independent samples' means, first minus second, whose variances may differ.</summary>
    /// <param name="first">At least two, all finite.</param>
    /// <param name="second">At least two, all finite.</param>
    /// <param name="hypothesis">The difference under the null hypothesis, in the unit of the values.</param>
    /// <param name="alternative">What is held against it.</param>
    /// <param name="confidence">Of the interval, between 0 and 1.</param>
    /// <remarks>
    /// The squared standard error is v = s₁²/n₁ + s₂²/n₂; the degrees of freedom v² / ((s₁²/n₁)²/(n₁-1) + (s₂²/n₂)²/(n₂-1)) are approximate
    /// (F. E. Satterthwaite, Biometrics Bulletin 2, 1946; B. L. Welch, Biometrika 34, 1947).
    /// </remarks>
    /// <exception cref="ArgumentException">A sample has less than two values, a value is NaN or infinite, or each sample is constant and
    /// the difference is not the hypothesis; the hypothesis is not finite; the confidence lies outside 0 to 1.</exception>
    public static TTestResult Welch(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, double hypothesis = 0, Alternative alternative = Alternative.TwoSided,
        double confidence = 0.95)
    {
        Argument.RequireFiniteSample(first, 2, nameof(first));
        Argument.RequireFiniteSample(second, 2, nameof(second));
        double error1 = StandardDeviation.Of(first) / Math.Sqrt(first.Length);
        double error2 = StandardDeviation.Of(second) / Math.Sqrt(second.Length);
        double error = Hypotenuse(error1, error2);
        double share1 = error == 0 ? 0.5 : Square(error1 / error), share2 = error == 0 ? 0.5 : Square(error2 / error);
        double degreesOfFreedom = 1 / (share1 * share1 / (first.Length - 1) + share2 * share2 / (second.Length - 1));
        return Result(Mean.Of(first) - Mean.Of(second), error, degreesOfFreedom, Math.Max(Largest(first), Largest(second)),
            hypothesis, alternative, confidence, nameof(first));
    }

    /// <summary>The difference of two independent samples' means, first minus second, whose variances are equal.</summary>
    /// <param name="first">At least two, all finite.</param>
    /// <param name="second">At least two, all finite.</param>
    /// <param name="hypothesis">The difference under the null hypothesis, in the unit of the values.</param>
    /// <param name="alternative">What is held against it.</param>
    /// <param name="confidence">Of the interval, between 0 and 1.</param>
    /// <remarks>
    /// The standard error is s √(1/n₁ + 1/n₂) with the pooled variance s² and n₁ + n₂ - 2 degrees of freedom. Where variances differ and
    /// sizes too it misses its level; <see cref="Welch"/> does not.
    /// </remarks>
    /// <exception cref="ArgumentException">A sample has less than two values, a value is NaN or infinite, or each sample is constant and
    /// the difference is not the hypothesis; the hypothesis is not finite; the confidence lies outside 0 to 1.</exception>
    public static TTestResult Pooled(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, double hypothesis = 0, Alternative alternative = Alternative.TwoSided,
        double confidence = 0.95)
    {
        Argument.RequireFiniteSample(first, 2, nameof(first));
        Argument.RequireFiniteSample(second, 2, nameof(second));
        double n1 = first.Length, n2 = second.Length, degreesOfFreedom = n1 + n2 - 2;
        double deviation = Hypotenuse(
            StandardDeviation.Of(first) * Math.Sqrt((n1 - 1) / degreesOfFreedom),
            StandardDeviation.Of(second) * Math.Sqrt((n2 - 1) / degreesOfFreedom));
        return Result(Mean.Of(first) - Mean.Of(second), deviation * Math.Sqrt(1 / n1 + 1 / n2), degreesOfFreedom,
            Math.Max(Largest(first), Largest(second)), hypothesis, alternative, confidence, nameof(first));
    }

    private static TTestResult OfMean(
        ReadOnlySpan<double> values, double size, double hypothesis, Alternative alternative, double confidence, string name) =>
        Result(Mean.Of(values), StandardDeviation.Of(values) / Math.Sqrt(values.Length), values.Length - 1, size, hypothesis, alternative,
            confidence, name);

    private static TTestResult Result(
        double estimate, double error, double degreesOfFreedom, double size, double hypothesis, Alternative alternative, double confidence,
        string name)
    {
        Argument.RequireFinite(hypothesis, nameof(hypothesis));
        Argument.RequireConfidence(confidence);
        double excess = estimate - hypothesis;
        if (error <= Rounding * size)
        {
            if (Math.Abs(excess) > Rounding * Math.Max(size, Math.Abs(hypothesis)))
            {
                throw new ArgumentException("The values do not vary, so that chance can't be measured by them; "
                    + "report the difference itself, or use a sign or permutation test.", name);
            }
            return new TTestResult(estimate, 0, 0, degreesOfFreedom, 1, new Interval(estimate, estimate));
        }
        double statistic = excess / error;
        double OneSided() => error * StudentDistribution.UpperQuantile(1 - confidence, degreesOfFreedom);

        return alternative switch
        {
            Alternative.Less => new TTestResult(estimate, error, statistic, degreesOfFreedom,
                StudentDistribution.LowerTail(statistic, degreesOfFreedom),
                new Interval(double.NegativeInfinity, estimate + OneSided())),
            Alternative.Greater => new TTestResult(estimate, error, statistic, degreesOfFreedom,
                StudentDistribution.UpperTail(statistic, degreesOfFreedom),
                new Interval(estimate - OneSided(), double.PositiveInfinity)),
            _ => TwoSided(estimate, error, statistic, degreesOfFreedom, confidence),
        };
    }

    private static TTestResult TwoSided(double estimate, double error, double statistic, double degreesOfFreedom, double confidence)
    {
        double half = error * StudentDistribution.TwoSidedQuantile(confidence, degreesOfFreedom);
        return new TTestResult(estimate, error, statistic, degreesOfFreedom,
            StudentDistribution.TwoSidedTail(statistic, degreesOfFreedom), new Interval(estimate - half, estimate + half));
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }

    private static double Hypotenuse(double first, double second) => Math.Sqrt(first * first + second * second);

    private static double Square(double value) => value * value;
}
