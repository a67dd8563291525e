namespace TrialKeep.Statistics.Descriptive;

/// <summary>The median.</summary>
public static class Median
{
    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    /// <param name="values">At least one, in any order. Infinities are the smallest and largest values; between opposite ones lies
    /// NaN.</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN.</exception>
    public static double Of(ReadOnlySpan<double> values)
    {
        Argument.RequireSample(values, 1, nameof(values));
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return Quantile.OfSorted(sorted, 0.5, QuantileType.Linear);
    }
}
