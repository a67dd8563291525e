namespace TrialKeep.Statistics.Multiplicity;

/// <summary>The step-down adjustment of several p-values that controls the chance of any false rejection (S. Holm, 1979).</summary>
public static class HolmAdjustment
{
    /// <summary>
    /// Adjusted p-values in the order given: the k-th smallest of m is multiplied by m - k + 1, made at least as large as those before it,
    /// and at most 1. Rejecting those of at most α keeps the family-wise error at α. Equal p-values get equal adjusted ones.
    /// </summary>
    /// <param name="pValues">Values between 0 and 1. NaN stands for a test that was not made: it stays NaN and does not count in m.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside 0 to 1.</exception>
    public static double[] Adjust(params ReadOnlySpan<double> pValues)
    {
        int[] order = TestOrder.Ascending(pValues);
        var adjusted = new double[pValues.Length];
        Array.Fill(adjusted, double.NaN);
        double floor = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            floor = Math.Max(floor, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = floor;
        }
        return adjusted;
    }
}
