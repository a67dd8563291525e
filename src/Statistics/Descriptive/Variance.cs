namespace TrialKeep.Statistics.Descriptive;

/// <summary>The variance of a sample.</summary>
public static class Variance
{
    /// <summary>Σ(x - mean)² / (n - 1), in squared units of the values; exactly 0 where all are equal.</summary>
    /// <param name="values">At least two, all finite.</param>
    /// <remarks>
    /// Two passes with the correction (Σ(x - mean))² / n for the rounding of the mean (T. F. Chan, G. H. Golub and R. J. LeVeque, The
    /// American Statistician 37, 1983). Infinite where the squares exceed the range of a double.
    /// </remarks>
    /// <exception cref="ArgumentException">There are less than two values, or one is NaN or infinite.</exception>
    public static double Of(ReadOnlySpan<double> values)
    {
        Argument.RequireFiniteSample(values, 2, nameof(values));
        double mean = Mean.Of(values), squares = 0, lost = 0, deviations = 0;
        foreach (double value in values)
        {
            double deviation = value - mean, square = deviation * deviation, next = squares + square;
            if (double.IsPositiveInfinity(next))
                return next;
            lost += squares >= square ? squares - next + square : square - next + squares;
            squares = next;
            deviations += deviation;
        }
        return Math.Max(0, squares + (lost - deviations * (deviations / values.Length))) / (values.Length - 1);
    }
}
