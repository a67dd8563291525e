namespace TrialKeep.Statistics;

/// <summary>What two one-sided tests found about a difference and its margins (D. J. Schuirmann, 1987).</summary>
/// <param name="LowerPValue">Of the null hypothesis that the difference is at or below the lower margin.</param>
/// <param name="UpperPValue">Of the null hypothesis that the difference is at or above the upper margin.</param>
public readonly record struct EquivalenceResult(double LowerPValue, double UpperPValue)
{
    /// <summary>
    /// The larger of the two: at most α exactly when the interval of confidence 1 - 2α lies between the margins. Small values speak for
    /// equivalence; large ones say nothing.
    /// </summary>
    public double PValue => Math.Max(LowerPValue, UpperPValue);
}
