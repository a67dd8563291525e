using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Resampling;

/// <summary>An estimate and what it became in each resample; intervals are read off it.</summary>
public sealed class BootstrapDistribution
{
    private const double Rounding = 1e-10; // of the distance of the quartiles
    private readonly double[] _replicates;
    private readonly Lazy<double> _acceleration;

    /// <summary>A distribution of replicates that were computed elsewhere.</summary>
    /// <param name="estimate">The statistic of the sample itself, finite.</param>
    /// <param name="replicates">The statistic of each resample, at least one, none of them NaN.</param>
    /// <param name="acceleration">The constant of <see cref="BiasCorrected"/>, finite; 0 gives the bias-corrected interval without it.</param>
    /// <exception cref="ArgumentException">There is no replicate, or one is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The estimate or the acceleration is not finite.</exception>
    public BootstrapDistribution(double estimate, ReadOnlySpan<double> replicates, double acceleration = 0)
        : this(estimate, replicates.ToArray(), () => acceleration)
    {
        if (!double.IsFinite(acceleration))
            throw new ArgumentOutOfRangeException(nameof(acceleration), acceleration, "The acceleration must be finite.");
    }

    internal BootstrapDistribution(double estimate, double[] replicates, Func<double> acceleration)
    {
        Argument.RequireSample(replicates, 1, nameof(replicates));
        if (!double.IsFinite(estimate))
            throw new ArgumentOutOfRangeException(nameof(estimate), estimate, "The estimate must be finite.");
        (Estimate, _replicates) = (estimate, replicates);
        Array.Sort(_replicates);
        _acceleration = new Lazy<double>(acceleration);
    }

    /// <summary>The statistic of the sample itself.</summary>
    public double Estimate { get; }

    /// <summary>The statistic of each resample, in ascending order.</summary>
    public ReadOnlySpan<double> Replicates => _replicates;

    /// <summary>The mean of the replicates minus the estimate.</summary>
    public double Bias => Mean - Estimate;

    /// <summary>The standard deviation of the replicates (divided by their number less 1); NaN with one replicate.</summary>
    public double StandardError
    {
        get
        {
            double mean = Mean, squares = 0;
            foreach (double replicate in _replicates)
                squares += (replicate - mean) * (replicate - mean);
            return Math.Sqrt(squares / (_replicates.Length - 1));
        }
    }

    /// <summary>The constant that says how the standard error changes with the estimate, by the jackknife over the units drawn.</summary>
    public double Acceleration => _acceleration.Value;

    private double Mean
    {
        get
        {
            double sum = 0;
            foreach (double replicate in _replicates)
                sum += replicate - _replicates[0];
            return _replicates[0] + sum / _replicates.Length;
        }
    }

    /// <summary>The percentile interval: quantiles of the replicates (B. Efron, 1979).</summary>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>The (1 ± confidence)/2 quantiles, interpolated between order statistics (<see cref="Quantile"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public Interval Percentile(double confidence = 0.95)
    {
        Argument.RequireConfidence(confidence);
        return new Interval(Quantile((1 - confidence) / 2), Quantile((1 + confidence) / 2));
    }

    /// <summary>The basic interval: the percentile interval mirrored at the estimate (A. Davison and D. Hinkley, 1997, 5.6).</summary>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public Interval Basic(double confidence = 0.95)
    {
        Interval percentile = Percentile(confidence);
        return new Interval(2 * Estimate - percentile.High, 2 * Estimate - percentile.Low);
    }

    /// <summary>The bias-corrected and accelerated interval (BCa; B. Efron, JASA 82, 1987).</summary>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>
    /// The quantiles at Φ(z0 + (z0 ± z) / (1 - a (z0 ± z))), where z0 = Φ⁻¹(share of the replicates below the estimate) and a is the
    /// <see cref="Acceleration"/>. Replicates equal to the estimate but for rounding count half, which matters for statistics with few values.
    /// When all lie on one side, half a replicate is taken to lie on the other. Where 1 - a (z0 ± z) is not positive the limit is the outermost
    /// replicate.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public Interval BiasCorrected(double confidence = 0.95)
    {
        double z = NormalDistribution.TwoSidedQuantile(confidence), count = _replicates.Length;
        double below = 0, rounding = Rounding * (Quantile(0.75) - Quantile(0.25));
        if (!double.IsFinite(rounding))
            rounding = 0;
        foreach (double replicate in _replicates)
            below += replicate < Estimate - rounding ? 1 : replicate <= Estimate + rounding ? 0.5 : 0;
        double correction = NormalDistribution.Quantile(Math.Clamp(below, 0.5, count - 0.5) / count);
        return new Interval(Quantile(Level(correction, -z)), Quantile(Level(correction, z)));
    }

    /// <summary>
    /// The quantile of the replicates: linear between the order statistics at (m - 1) p (type 7 of R. Hyndman and Y. Fan, 1996).
    /// </summary>
    /// <param name="probability">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability lies outside 0 to 1.</exception>
    public double Quantile(double probability)
    {
        Argument.RequireProbability(probability, nameof(probability));
        return Descriptive.Quantile.OfSorted(_replicates, probability, QuantileType.Linear);
    }

    private double Level(double correction, double z)
    {
        double shifted = correction + z, denominator = 1 - Acceleration * shifted;
        return denominator > 0 ? NormalDistribution.Cdf(correction + shifted / denominator) : shifted > 0 ? 1 : 0;
    }
}
