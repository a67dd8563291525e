namespace TrialKeep.Statistics.Resampling;

/// <summary>
/// The studentized (bootstrap-t) interval: estimate - q s, where q are quantiles of (replicate - estimate) / (the replicate's own standard
/// error) and s is the standard error of the estimate (B. Efron, 1982; A. Davison and D. Hinkley, 1997, equation 5.7).
/// </summary>
/// <remarks>
/// Second-order accurate for means; not invariant to transformations. A resample whose standard error is 0 counts as infinitely far unless its
/// estimate is the sample's, so that a limit of a very small sample can be infinite. When the sample's own standard error is 0 the interval
/// has no width.
/// </remarks>
public static class StudentizedBootstrap
{
    /// <summary>The interval for a mean.</summary>
    /// <param name="sample">At least two finite values.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public static Interval Mean(ReadOnlySpan<double> sample, double confidence = 0.95, ResamplingSettings? settings = null) =>
        Mean(sample, ResamplingDesign.Simple(sample.Length), confidence, settings);

    /// <summary>The interval for a mean with clusters or strata; its standard errors are linearised, over clusters with C/(C - 1).</summary>
    /// <param name="sample">At least two finite values.</param>
    /// <param name="design">What is drawn.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, one is not finite, or the design does not fit them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public static Interval Mean(ReadOnlySpan<double> sample, ResamplingDesign design, double confidence = 0.95, ResamplingSettings? settings = null)
    {
        Argument.RequireFiniteSample(sample, 2, nameof(sample));
        Argument.RequireConfidence(confidence);
        ArgumentNullException.ThrowIfNull(design);
        design.Require(sample.Length, nameof(design));
        settings ??= ResamplingSettings.Default;
        var totals = new UnitTotals(design, sample);
        EstimateWithError observed = totals.MeanWithError();
        double[] pivots = Replicates.Compute(settings.Resamples, settings.Threads, () => new UnitTotals.Drawing(totals),
            (drawing, i) => Pivot(drawing.MeanWithError(settings.Seed, i), observed));
        return Limits(observed, pivots, confidence);
    }

    /// <summary>The interval for any statistic that comes with a standard error.</summary>
    /// <param name="sample">At least two values, none of them NaN.</param>
    /// <param name="statistic">What is estimated, with its standard error.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, one is NaN, or the statistic is NaN for a resample.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public static Interval Of(ReadOnlySpan<double> sample, ErrorStatistic statistic, double confidence = 0.95, ResamplingSettings? settings = null)
    {
        Argument.RequireSample(sample, 2, nameof(sample));
        ArgumentNullException.ThrowIfNull(statistic);
        Argument.RequireConfidence(confidence);
        settings ??= ResamplingSettings.Default;
        double[] values = sample.ToArray();
        EstimateWithError observed = statistic(sample);
        if (!double.IsFinite(observed.Estimate) || !(observed.StandardError >= 0))
            throw new ArgumentException("The statistic of the sample itself must be finite, its standard error 0 or more.", nameof(statistic));
        ResamplingDesign design = ResamplingDesign.Simple(sample.Length);
        double[] pivots = Replicates.Compute(settings.Resamples, settings.Threads, () => new Resample(design, values, null), (resample, i) =>
        {
            resample.Draw(settings.Seed, i);
            return Pivot(statistic(resample.First), observed);
        });
        return Limits(observed, Replicates.RequireNumbers(pivots, nameof(statistic)), confidence);
    }

    private static double Pivot(EstimateWithError replicate, EstimateWithError observed)
    {
        double distance = replicate.Estimate - observed.Estimate;
        return distance == 0 ? 0 : distance / replicate.StandardError;
    }

    private static Interval Limits(EstimateWithError observed, double[] pivots, double confidence)
    {
        if (observed.StandardError == 0)
            return new Interval(observed.Estimate, observed.Estimate);
        Interval quantiles = new BootstrapDistribution(0, pivots).Percentile(confidence);
        return new Interval(observed.Estimate - quantiles.High * observed.StandardError, observed.Estimate - quantiles.Low * observed.StandardError);
    }
}
