namespace TrialKeep.Statistics.Ranks;

/// <summary>
/// How far apart two numbers may be and still be the same but for rounding. 0.82 - 0.79 and 0.07 - 0.04 differ in their last digits; ranked
/// as they are, they would not tie.
/// </summary>
internal static class TieTolerance
{
    private const double OfDifferences = 1e-12;
    private const double OfValues = 32 * 2.220446049250313e-16;

    /// <summary>For differences of which only they are known: 1e-12 of the largest finite one.</summary>
    public static double Of(ReadOnlySpan<double> differences) => OfDifferences * Largest(differences);

    /// <summary>For differences of known values: also 32 roundings of the largest finite value.</summary>
    public static double Of(ReadOnlySpan<double> differences, ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        Math.Max(Of(differences), OfValues * Math.Max(Largest(first), Largest(second)));

    /// <summary>For sums of values: 1e-12 of the sum of their distances from the centre, and 32 roundings of the sum of the
    /// values.</summary>
    public static double OfSum(ReadOnlySpan<double> values, double centre)
    {
        double distances = 0, sizes = 0;
        foreach (double value in values)
        {
            distances += Math.Abs(value - centre);
            sizes += Math.Abs(value);
        }
        return centre == 0 ? OfDifferences * sizes : Math.Max(OfDifferences * distances, OfValues * sizes);
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            if (double.IsFinite(value))
                largest = Math.Max(largest, Math.Abs(value));
        }
        return largest;
    }
}
