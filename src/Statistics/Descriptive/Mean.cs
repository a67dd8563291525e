namespace TrialKeep.Statistics.Descriptive;

/// <summary>The arithmetic mean.</summary>
public static class Mean
{
    private const double Shrunk = 1.0 / (1L << 32); // more values than a span can hold

    /// <summary>
    /// Σx / n, to about one unit in the last place whatever the order of the values; the mean of equal values is that value.
    /// </summary>
    /// <param name="values">At least one, all finite.</param>
    /// <remarks>
    /// The sum is kept in two doubles by the error-free addition of D. E. Knuth (1969), as in T. Ogita, S. M. Rump and S. Oishi, SIAM
    /// Journal on Scientific Computing 26 (2005). A sum beyond the range of a double does no harm.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no value, or one is NaN or infinite.</exception>
    public static double Of(ReadOnlySpan<double> values)
    {
        Argument.RequireFiniteSample(values, 1, nameof(values));
        double mean = Scaled(values, 1);
        return double.IsFinite(mean) ? mean : Scaled(values, Shrunk) / Shrunk;
    }

    private static double Scaled(ReadOnlySpan<double> values, double scale)
    {
        double sum = 0, lost = 0;
        foreach (double value in values)
        {
            double term = value * scale, next = sum + term, taken = next - sum;
            lost += sum - (next - taken) + (term - taken);
            sum = next;
        }
        double quotient = (sum + lost) / values.Length;
        double rest = Math.FusedMultiplyAdd(-quotient, values.Length, sum) + lost;
        return quotient + rest / values.Length;
    }
}
