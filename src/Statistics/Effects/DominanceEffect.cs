namespace TrialKeep.Statistics.Effects;

/// <summary>How often one of two groups has the larger value.</summary>
/// <param name="Delta">Cliff's delta: P(X &gt; Y) - P(X &lt; Y), from -1 to 1; 0 when neither dominates.</param>
/// <param name="StandardError">Its standard error from the unbiased variance of N. Cliff (1993); NaN with fewer than two values in a group.</param>
/// <param name="Interval">Its interval, asymmetric and within -1 to 1 (D. Feng, N. Cliff, 2004); NaN limits with fewer than two values in a group.</param>
public readonly record struct DominanceEffect(double Delta, double StandardError, Interval Interval)
{
    /// <summary>
    /// The measure of A. Vargha and H. D. Delaney (2000): the chance that X is larger, ties counting half, which is (1 + delta) / 2. From 0 to 1.
    /// </summary>
    public double VarghaDelaney => (1 + Delta) / 2;

    /// <summary>The interval of <see cref="VarghaDelaney"/>.</summary>
    public Interval VarghaDelaneyInterval => new((1 + Interval.Low) / 2, (1 + Interval.High) / 2);
}
