namespace TrialKeep.Statistics.Multiplicity;

/// <summary>The tests that were made, by their p-values.</summary>
internal static class TestOrder
{
    /// <summary>The indices of the values that are not NaN, smallest value first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside 0 to 1.</exception>
    public static int[] Ascending(ReadOnlySpan<double> pValues)
    {
        var indices = new List<int>(pValues.Length);
        var keys = new List<double>(pValues.Length);
        for (int i = 0; i < pValues.Length; i++)
        {
            if (double.IsNaN(pValues[i]))
                continue;
            Argument.RequireProbability(pValues[i], nameof(pValues));
            indices.Add(i);
            keys.Add(pValues[i]);
        }
        int[] order = [.. indices];
        Array.Sort(keys.ToArray(), order);
        return order;
    }

    /// <summary>Adjusts from the largest value down: each is multiplied by its factor and made at most as large as those after it.</summary>
    /// <param name="pValues">The values; NaN stays NaN.</param>
    /// <param name="factor">What the value of a rank, from 1 for the smallest, of so many is multiplied by.</param>
    public static double[] StepUp(ReadOnlySpan<double> pValues, Func<int, int, double> factor)
    {
        int[] order = Ascending(pValues);
        var adjusted = new double[pValues.Length];
        Array.Fill(adjusted, double.NaN);
        double ceiling = 1;
        for (int rank = order.Length; rank >= 1; rank--)
        {
            ceiling = Math.Min(ceiling, factor(rank, order.Length) * pValues[order[rank - 1]]);
            adjusted[order[rank - 1]] = ceiling;
        }
        return adjusted;
    }
}
