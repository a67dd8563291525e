namespace TrialKeep.Statistics.Resampling;

/// <summary>
/// Resampling with replacement (B. Efron, Annals of Statistics 7, 1979): how an estimate would vary if the units were drawn again from a
/// population that looks like the sample. The units must be independent of each other; where observations are not, resample clusters.
/// </summary>
/// <remarks>
/// Resample i draws from stream i of the seed, stratum by stratum, so that the result depends on data, statistic, design, number of resamples
/// and seed only. Means and mean differences are computed from the drawn units without copying observations.
/// </remarks>
public static class Bootstrap
{
    /// <summary>The distribution of a sample's mean.</summary>
    /// <param name="sample">At least two finite values.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, or one is not finite.</exception>
    public static BootstrapDistribution Mean(ReadOnlySpan<double> sample, ResamplingSettings? settings = null) =>
        Mean(sample, ResamplingDesign.Simple(sample.Length), settings);

    /// <summary>The distribution of a sample's mean over all observations, with clusters or strata.</summary>
    /// <param name="sample">At least two finite values.</param>
    /// <param name="design">What is drawn.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, one is not finite, or the design does not fit them.</exception>
    public static BootstrapDistribution Mean(ReadOnlySpan<double> sample, ResamplingDesign design, ResamplingSettings? settings = null)
    {
        Argument.RequireFiniteSample(sample, 2, nameof(sample));
        ArgumentNullException.ThrowIfNull(design);
        design.Require(sample.Length, nameof(design));
        settings ??= ResamplingSettings.Default;
        var totals = new UnitTotals(design, sample);
        double[] replicates = Replicates.Compute(settings.Resamples, settings.Threads, () => new UnitTotals.Drawing(totals),
            (drawing, i) => drawing.Mean(settings.Seed, i));
        return new BootstrapDistribution(totals.Mean, replicates, () => Resampling.Acceleration.Of(design, totals.MeansWithoutUnit()));
    }

    /// <summary>The distribution of the mean of paired differences, first minus second; pairs are drawn.</summary>
    /// <param name="first">At least two finite values.</param>
    /// <param name="second">The value paired with each, finite.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two pairs, a value is not finite, or the lengths differ.</exception>
    public static BootstrapDistribution MeanDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ResamplingSettings? settings = null) =>
        MeanDifference(first, second, ResamplingDesign.Simple(first.Length), settings);

    /// <summary>The distribution of the mean of paired differences, first minus second, with clusters or strata of pairs.</summary>
    /// <param name="first">At least two finite values.</param>
    /// <param name="second">The value paired with each, finite.</param>
    /// <param name="design">What is drawn.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two pairs, a value is not finite, the lengths differ, or the design does not
    /// fit.</exception>
    public static BootstrapDistribution MeanDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ResamplingDesign design,
        ResamplingSettings? settings = null)
    {
        Argument.RequireFiniteSample(first, 2, nameof(first));
        Argument.RequireFiniteSample(second, 2, nameof(second));
        Argument.RequireSameLength(first.Length, second.Length, nameof(second));
        var differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
            differences[i] = first[i] - second[i];
        return Mean(differences, design, settings);
    }

    /// <summary>The distribution of any statistic of a sample.</summary>
    /// <param name="sample">At least two values, none of them NaN.</param>
    /// <param name="statistic">What is estimated; the BCa interval also calls it once for each unit left out.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, one is NaN, or the statistic is NaN for a resample.</exception>
    public static BootstrapDistribution Of(ReadOnlySpan<double> sample, SampleStatistic statistic, ResamplingSettings? settings = null) =>
        Of(sample, statistic, ResamplingDesign.Simple(sample.Length), settings);

    /// <summary>The distribution of any statistic of a sample, with clusters or strata.</summary>
    /// <param name="sample">At least two values, none of them NaN.</param>
    /// <param name="statistic">What is estimated; observations come to it grouped by stratum and cluster.</param>
    /// <param name="design">What is drawn.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, one is NaN, the design does not fit them, or the statistic is NaN
    /// for a resample.</exception>
    public static BootstrapDistribution Of(ReadOnlySpan<double> sample, SampleStatistic statistic, ResamplingDesign design,
        ResamplingSettings? settings = null)
    {
        Argument.RequireSample(sample, 2, nameof(sample));
        ArgumentNullException.ThrowIfNull(statistic);
        return Run(sample.ToArray(), null, design, resample => statistic(resample.First), settings);
    }

    /// <summary>The distribution of any statistic of pairs; pairs are drawn.</summary>
    /// <param name="first">At least two values, none of them NaN.</param>
    /// <param name="second">The value paired with each.</param>
    /// <param name="statistic">What is estimated.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two pairs, a value is NaN, the lengths differ, or the statistic is NaN for a
    /// resample.</exception>
    public static BootstrapDistribution OfPairs(ReadOnlySpan<double> first, ReadOnlySpan<double> second, PairStatistic statistic,
        ResamplingSettings? settings = null) => OfPairs(first, second, statistic, ResamplingDesign.Simple(first.Length), settings);

    /// <summary>The distribution of any statistic of pairs, with clusters or strata of pairs.</summary>
    /// <param name="first">At least two values, none of them NaN.</param>
    /// <param name="second">The value paired with each.</param>
    /// <param name="statistic">What is estimated.</param>
    /// <param name="design">What is drawn.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">There are fewer than two pairs, a value is NaN, the lengths differ, the design does not fit, or the
    /// statistic is NaN for a resample.</exception>
    public static BootstrapDistribution OfPairs(ReadOnlySpan<double> first, ReadOnlySpan<double> second, PairStatistic statistic,
        ResamplingDesign design, ResamplingSettings? settings = null)
    {
        Argument.RequireSample(first, 2, nameof(first));
        Argument.RequireSample(second, 2, nameof(second));
        Argument.RequireSameLength(first.Length, second.Length, nameof(second));
        ArgumentNullException.ThrowIfNull(statistic);
        return Run(first.ToArray(), second.ToArray(), design, resample => statistic(resample.First, resample.Second), settings);
    }

    /// <summary>The distribution of any statistic of two independent samples; each is drawn from by itself.</summary>
    /// <param name="first">At least two values, none of them NaN.</param>
    /// <param name="second">At least two values, none of them NaN.</param>
    /// <param name="statistic">What is estimated.</param>
    /// <param name="settings">Number of resamples, seed and threads.</param>
    /// <exception cref="ArgumentException">A sample has fewer than two values or a NaN, or the statistic is NaN for a resample.</exception>
    public static BootstrapDistribution OfTwoSamples(ReadOnlySpan<double> first, ReadOnlySpan<double> second, PairStatistic statistic,
        ResamplingSettings? settings = null)
    {
        Argument.RequireSample(first, 2, nameof(first));
        Argument.RequireSample(second, 2, nameof(second));
        ArgumentNullException.ThrowIfNull(statistic);
        var strata = new int[first.Length + second.Length];
        strata.AsSpan(first.Length).Fill(1);
        return Run([.. first, .. second], null, ResamplingDesign.Stratified(strata),
            resample => statistic(resample.FirstStratum, resample.OtherStrata), settings);
    }

    private static BootstrapDistribution Run(double[] first, double[]? second, ResamplingDesign design, Func<Resample, double> statistic,
        ResamplingSettings? given)
    {
        ArgumentNullException.ThrowIfNull(design);
        design.Require(first.Length, nameof(design));
        ResamplingSettings settings = given ?? ResamplingSettings.Default;
        Resample Start() => new(design, first, second);
        Resample everything = Start();
        everything.LeaveOut(-1);
        double estimate = statistic(everything);
        if (!double.IsFinite(estimate))
            throw new ArgumentException("The statistic of the sample itself is not finite; there is nothing to put an interval around.", nameof(statistic));
        double[] replicates = Replicates.Compute(settings.Resamples, settings.Threads, Start, (resample, i) =>
        {
            resample.Draw(settings.Seed, i);
            return statistic(resample);
        });
        return new BootstrapDistribution(estimate, Replicates.RequireNumbers(replicates, nameof(statistic)), () =>
            Resampling.Acceleration.Of(design, Replicates.RequireNumbers(WithoutUnit(design, settings.Threads, Start, statistic), nameof(statistic))));
    }

    private static double[] WithoutUnit(ResamplingDesign design, int threads, Func<Resample> start, Func<Resample, double> statistic) =>
        Replicates.Compute(design.Units, threads, start, (resample, unit) =>
        {
            resample.LeaveOut(unit);
            return statistic(resample);
        });
}
