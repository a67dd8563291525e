namespace TrialKeep.Statistics.Multiplicity;

/// <summary>
/// The step-up adjustment of several p-values that controls the expected share of false rejections among all under any dependence
/// (Y. Benjamini, D. Yekutieli, 2001).
/// </summary>
public static class BenjaminiYekutieliAdjustment
{
    /// <summary>
    /// Adjusted p-values in the order given: the k-th smallest of m is multiplied by m / k and by 1 + 1/2 + ... + 1/m, made at most as large
    /// as those after it, and at most 1.
    /// </summary>
    /// <param name="pValues">Values between 0 and 1. NaN stands for a test that was not made: it stays NaN and does not count in m.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside 0 to 1.</exception>
    public static double[] Adjust(params ReadOnlySpan<double> pValues)
    {
        double harmonic = 0;
        int made = TestOrder.Ascending(pValues).Length;
        for (int k = made; k >= 1; k--)
            harmonic += 1.0 / k;
        return TestOrder.StepUp(pValues, (rank, tests) => harmonic * tests / rank);
    }
}
