using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>
/// All pairs of group means with one error rate for all of them: the honestly significant difference (J. W. Tukey, 1953), for unequal sizes
/// by C. Y. Kramer (Biometrics 12, 1956), with which it is conservative (A. J. Hayter, The Annals of Statistics 12, 1984).
/// </summary>
/// <remarks>
/// |difference| / √(MSE/2 (1/nᵢ + 1/nⱼ)) is compared with the studentized range of as many means. Assumes independent, nearly normal values
/// with equal variances.
/// </remarks>
public static class TukeyTest
{
    /// <summary>The pairs of independent groups, in ascending order of their labels.</summary>
    /// <param name="values">All finite.</param>
    /// <param name="groups">The group of each, as any number; at least two different ones, and more values than groups.</param>
    /// <param name="confidence">Of all intervals together, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN or infinite, there are fewer than two groups or no more
    /// values than groups, no group varies, or the confidence lies outside 0 to 1.</exception>
    public static PairComparison[] Of(ReadOnlySpan<double> values, ReadOnlySpan<int> groups, double confidence = 0.95)
    {
        AnovaError error = OneWayAnova.Of(values, groups).Within;
        if (!(error.SumOfSquares > 0))
            throw Groups.NoErrors(nameof(values));
        Groups sorted = Groups.Demand(values, groups, 1, nameof(groups));
        return Of(sorted.Labels, sorted.Means(), [.. sorted.Values.Select(static group => group.Length)], error, confidence);
    }

    /// <summary>The pairs of means whose error another analysis of variance has estimated, as that of blocks.</summary>
    /// <param name="labels">The label of each group, ascending.</param>
    /// <param name="means">The mean of each, finite; at least two.</param>
    /// <param name="sizes">Over how many values each was taken, at least 1.</param>
    /// <param name="error">The error, which is not 0.</param>
    /// <param name="confidence">Of all intervals together, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, there are fewer than two means, a mean is NaN or infinite, a size is below
    /// 1, the labels do not ascend, the error is 0, or the confidence lies outside 0 to 1.</exception>
    public static PairComparison[] Of(
        ReadOnlySpan<int> labels, ReadOnlySpan<double> means, ReadOnlySpan<int> sizes, AnovaError error, double confidence = 0.95)
    {
        Argument.RequireConfidence(confidence);
        Argument.RequireFiniteSample(means, 2, nameof(means));
        Argument.RequireSameLength(means.Length, labels.Length, nameof(labels));
        Argument.RequireSameLength(means.Length, sizes.Length, nameof(sizes));
        if (!(error.MeanSquare > 0))
            throw new ArgumentException("The error is 0 and does not measure chance; report the means themselves.", nameof(error));
        for (int i = 0; i < labels.Length; i++)
        {
            Argument.RequireAtLeast(sizes[i], 1, nameof(sizes));
            if (i > 0 && labels[i] <= labels[i - 1])
                throw new ArgumentException("The labels must ascend; sort the groups by label.", nameof(labels));
        }
        double critical = StudentizedRangeDistribution.UpperQuantile(1 - confidence, means.Length, error.DegreesOfFreedom);
        var pairs = new List<PairComparison>(means.Length * (means.Length - 1) / 2);
        for (int i = 0; i < means.Length; i++)
        {
            for (int j = i + 1; j < means.Length; j++)
            {
                double difference = means[i] - means[j], unit = Math.Sqrt(error.MeanSquare / 2 * (1.0 / sizes[i] + 1.0 / sizes[j]));
                pairs.Add(new PairComparison(labels[i], labels[j], difference,
                    new Interval(difference - critical * unit, difference + critical * unit),
                    StudentizedRangeDistribution.UpperTail(Math.Abs(difference) / unit, means.Length, error.DegreesOfFreedom)));
            }
        }
        return [.. pairs];
    }
}
