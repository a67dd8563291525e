using TrialKeep.Statistics.Means;

namespace TrialKeep.Statistics.Descriptive;

/// <summary>How many times as large one sample is as another: the ratio of their geometric means, as for run times.</summary>
public static class GeometricMeanRatio
{
    /// <summary>The ratio of the first to the second for values that belong together in pairs.</summary>
    /// <param name="first">At least two, all positive and finite.</param>
    /// <param name="second">As many, all positive and finite.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>exp(m ± t s / √n) for the logarithms of the pairs' ratios with mean m and standard deviation s.</returns>
    /// <remarks>Assumes that the logarithms' differences are nearly normal, or many. See <see cref="TTest.Paired"/> for constant
    /// ratios.</remarks>
    /// <exception cref="ArgumentException">A sample is too small, of another length, or has a value that is not positive and finite; the
    /// ratios are all equal and not 1; the confidence lies outside 0 to 1.</exception>
    public static Estimate Paired(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95) =>
        Exponential(TTest.Paired(
            GeometricMean.Logarithms(first, nameof(first)), GeometricMean.Logarithms(second, nameof(second)), confidence: confidence));

    /// <summary>The ratio of the first to the second for independent samples.</summary>
    /// <param name="first">At least two, all positive and finite.</param>
    /// <param name="second">At least two, all positive and finite.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>exp of Welch's interval for the difference of the mean logarithms.</returns>
    /// <remarks>Assumes that the logarithms are nearly normal, or many; their variances may differ.</remarks>
    /// <exception cref="ArgumentException">A sample is too small, or has a value that is not positive and finite; each sample is constant;
    /// the confidence lies outside 0 to 1.</exception>
    public static Estimate Independent(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95) =>
        Exponential(TTest.Welch(
            GeometricMean.Logarithms(first, nameof(first)), GeometricMean.Logarithms(second, nameof(second)), confidence: confidence));

    private static Estimate Exponential(TTestResult logarithm) =>
        new(Math.Exp(logarithm.Estimate), new Interval(Math.Exp(logarithm.Interval.Low), Math.Exp(logarithm.Interval.High)));
}
