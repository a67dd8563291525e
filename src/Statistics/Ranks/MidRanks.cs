namespace TrialKeep.Statistics.Ranks;

/// <summary>Ranks from 1, where equal values share the mean of the ranks they take up.</summary>
public static class MidRanks
{
    /// <summary>The mid-rank of each value, in the order given.</summary>
    /// <param name="values">Any values but NaN; infinities rank at the ends.</param>
    /// <param name="tolerance">
    /// Neighbours in order that are no further apart tie, as do those that are linked by such neighbours; 0 ties equal values only.
    /// </param>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    public static double[] Of(ReadOnlySpan<double> values, double tolerance = 0)
    {
        Argument.RequireSample(values, 0, nameof(values));
        if (!(tolerance >= 0) || double.IsPositiveInfinity(tolerance))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance must be 0 or more, and finite.");
        double[] sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && (sorted[end] == sorted[end - 1] || sorted[end] - sorted[end - 1] <= tolerance))
                end++;
            for (int i = start; i < end; i++)
                ranks[order[i]] = (start + 1 + end) / 2.0;
        }
        return ranks;
    }
}
