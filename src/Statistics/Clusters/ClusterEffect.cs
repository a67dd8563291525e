namespace TrialKeep.Statistics.Clusters;

/// <summary>How much observations of a cluster resemble each other, and what that costs.</summary>
/// <param name="IntraclassCorrelation">
/// The correlation of two observations of a cluster: 1 when clusters hold copies, negative when they are more mixed than by chance, 0 when all
/// observations are equal; NaN when each cluster has one observation.
/// </param>
/// <param name="DesignEffect">
/// By what the variance of the mean is multiplied: 1 + (size - 1) max(0, correlation), where size is Σm²/n over clusters of m.
/// </param>
/// <param name="EffectiveSampleSize">How many independent observations would be as good: observations / design effect.</param>
/// <remarks>
/// The correlation is ICC(1) of the one-way analysis of variance for clusters of any size (R. A. Fisher, 1925; A. Donner, International
/// Statistical Review 54, 1986); the design effect is L. Kish's ("Survey sampling", 1965).
/// </remarks>
public readonly record struct ClusterEffect(double IntraclassCorrelation, double DesignEffect, double EffectiveSampleSize)
{
    /// <summary>Estimates the effect from a sample.</summary>
    /// <param name="sample">At least two finite values.</param>
    /// <param name="clusters">The cluster of each, as any number; at least two different ones.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, one is not finite, the lengths differ, or there is one cluster
    /// only.</exception>
    public static ClusterEffect Of(ReadOnlySpan<double> sample, ReadOnlySpan<int> clusters)
    {
        Argument.RequireFiniteSample(sample, 2, nameof(sample));
        ClusterIndex index = ClusterIndex.Demand(clusters, sample.Length, nameof(clusters));
        double n = sample.Length, grand = 0, sizeSquares = 0, between = 0, within = 0;
        foreach (double value in sample)
            grand += value / n;
        double[] means = index.Sums(sample);
        for (int cluster = 0; cluster < means.Length; cluster++)
        {
            double size = index.SizeOf(cluster);
            means[cluster] /= size;
            sizeSquares += size * size;
            between += size * (means[cluster] - grand) * (means[cluster] - grand);
        }
        for (int i = 0; i < sample.Length; i++)
        {
            double deviation = sample[i] - means[index.ClusterOf[i]];
            within += deviation * deviation;
        }
        if (index.Count == sample.Length)
            return new ClusterEffect(double.NaN, 1, n);
        double typical = (n - sizeSquares / n) / (index.Count - 1);
        between /= index.Count - 1;
        within /= n - index.Count;
        double total = between + (typical - 1) * within;
        double correlation = total > 0 ? (between - within) / total : 0;
        double effect = 1 + (sizeSquares / n - 1) * Math.Max(0, correlation);
        return new ClusterEffect(correlation, effect, n / effect);
    }
}
