namespace TrialKeep.Statistics.Descriptive;

/// <summary>The median absolute deviation: a spread that half of the values can't spoil (F. R. Hampel, 1974).</summary>
public static class MedianAbsoluteDeviation
{
    /// <summary>What makes the deviation of normal values their standard deviation: 1 / Φ⁻¹(3/4), rounded to 1.4826 as R does.</summary>
    public const double NormalFactor = 1.4826;

    /// <summary>The median of |x - median|, in the unit of the values.</summary>
    /// <param name="values">At least one, all finite.</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN or infinite.</exception>
    public static double Of(ReadOnlySpan<double> values)
    {
        Argument.RequireFiniteSample(values, 1, nameof(values));
        double median = Median.Of(values);
        var deviations = new double[values.Length];
        for (int i = 0; i < deviations.Length; i++)
            deviations[i] = Math.Abs(values[i] - median);
        return Median.Of(deviations);
    }

    /// <summary>The same times <see cref="NormalFactor"/>: comparable with a standard deviation (R's <c>mad</c>).</summary>
    /// <param name="values">At least one, all finite.</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN or infinite.</exception>
    public static double Normalised(ReadOnlySpan<double> values) => NormalFactor * Of(values);
}
