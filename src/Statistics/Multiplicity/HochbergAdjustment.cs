namespace TrialKeep.Statistics.Multiplicity;

/// <summary>
/// The step-up adjustment of several p-values that controls the chance of any false rejection (Y. Hochberg, 1988). It rejects at least what
/// Holm's does, and holds for independent tests and for those with positive dependence (S. Sarkar, 1998); otherwise use Holm's.
/// </summary>
public static class HochbergAdjustment
{
    /// <summary>
    /// Adjusted p-values in the order given: the k-th smallest of m is multiplied by m - k + 1, made at most as large as those after it, and
    /// at most 1.
    /// </summary>
    /// <param name="pValues">Values between 0 and 1. NaN stands for a test that was not made: it stays NaN and does not count in m.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside 0 to 1.</exception>
    public static double[] Adjust(params ReadOnlySpan<double> pValues) =>
        TestOrder.StepUp(pValues, static (rank, tests) => tests - rank + 1);
}
