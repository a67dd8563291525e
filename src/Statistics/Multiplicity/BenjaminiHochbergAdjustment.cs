namespace TrialKeep.Statistics.Multiplicity;

/// <summary>
/// The step-up adjustment of several p-values that controls the expected share of false rejections among all (Y. Benjamini, Y. Hochberg,
/// 1995), for independent tests and for those with positive dependence (Y. Benjamini, D. Yekutieli, 2001).
/// </summary>
public static class BenjaminiHochbergAdjustment
{
    /// <summary>
    /// Adjusted p-values in the order given: the k-th smallest of m is multiplied by m / k, made at most as large as those after it, and at
    /// most 1. Rejecting those of at most q keeps the false discovery rate at q.
    /// </summary>
    /// <param name="pValues">Values between 0 and 1. NaN stands for a test that was not made: it stays NaN and does not count in m.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside 0 to 1.</exception>
    public static double[] Adjust(params ReadOnlySpan<double> pValues) =>
        TestOrder.StepUp(pValues, static (rank, tests) => (double)tests / rank);
}
