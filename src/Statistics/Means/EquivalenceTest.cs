namespace TrialKeep.Statistics.Means;

/// <summary>Whether a mean, or a difference of means, lies within margins: what an insignificant t test does not show.</summary>
public static class EquivalenceTest
{
    /// <summary>Two one-sided t tests against the margins (D. J. Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15,
    /// 1987).</summary>
    /// <param name="difference">The result of any test of <see cref="TTest"/>, whatever its hypothesis.</param>
    /// <param name="low">The lower margin, in the unit of the values.</param>
    /// <param name="high">The upper margin, above the lower.</param>
    /// <remarks>
    /// The assumptions are those of the t test.
    /// </remarks>
    /// <exception cref="ArgumentException">The margins are not finite or not in order, or the difference has no standard error.</exception>
    public static EquivalenceResult Of(TTestResult difference, double low, double high)
    {
        Argument.RequireMargins(low, high);
        return new EquivalenceResult(
            NonInferiorityTest.Above(difference, low).PValue, NonInferiorityTest.Below(difference, high).PValue);
    }
}
