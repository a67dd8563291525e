namespace TrialKeep.Statistics.Descriptive;

/// <summary>The standard deviation of a sample.</summary>
public static class StandardDeviation
{
    /// <summary>√(Σ(x - mean)² / (n - 1)), in the unit of the values.</summary>
    /// <param name="values">At least two, all finite.</param>
    /// <exception cref="ArgumentException">There are less than two values, or one is NaN or infinite.</exception>
    public static double Of(ReadOnlySpan<double> values)
    {
        Argument.RequireFiniteSample(values, 2, nameof(values));
        return Math.Sqrt(Variance.Of(values));
    }
}
