namespace TrialKeep.Statistics.Clusters;

/// <summary>
/// The mean over all observations with the standard error √(k Σc (Σi (x - mean))²) / n, where the outer sum goes over clusters and k is
/// C/(C - 1), or 1 on request (K.-Y. Liang and S. Zeger, Biometrika 73, 1986; E. Miller, "Adding error bars to evals", 2024, appendix A, has the
/// plain one).
/// </summary>
/// <remarks>
/// Clusters must be independent of each other; within them anything goes. Every observation has the same weight, so that large clusters count
/// more. When each observation is a cluster, the corrected standard error is that of the t test.
/// </remarks>
public static class ClusterRobustMean
{
    /// <summary>The mean of a sample.</summary>
    /// <param name="sample">At least two finite values.</param>
    /// <param name="clusters">The cluster of each, as any number; at least two different ones.</param>
    /// <param name="correction">What the variance is multiplied by.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, one is not finite, the lengths differ, or there is one cluster
    /// only.</exception>
    public static ClusterEstimate Of(ReadOnlySpan<double> sample, ReadOnlySpan<int> clusters,
        ClusterCorrection correction = ClusterCorrection.Adjusted)
    {
        Argument.RequireFiniteSample(sample, 2, nameof(sample));
        ClusterIndex index = ClusterIndex.Demand(clusters, sample.Length, nameof(clusters));
        double mean = 0, residual = 0, squares = 0;
        foreach (double value in sample)
            mean += value / sample.Length;
        foreach (double value in sample)
            residual += value - mean;
        mean += residual / sample.Length;
        var deviations = new double[sample.Length];
        for (int i = 0; i < deviations.Length; i++)
            deviations[i] = sample[i] - mean;
        foreach (double sum in index.Sums(deviations))
            squares += sum * sum;
        double factor = correction == ClusterCorrection.Plain ? 1 : index.Count / (index.Count - 1.0);
        return new ClusterEstimate(mean, Math.Sqrt(factor * squares) / sample.Length, index.Count);
    }

    /// <summary>The mean of paired differences, first minus second.</summary>
    /// <param name="first">At least two finite values.</param>
    /// <param name="second">The value paired with each, finite.</param>
    /// <param name="clusters">The cluster of each pair, as any number; at least two different ones.</param>
    /// <param name="correction">What the variance is multiplied by.</param>
    /// <exception cref="ArgumentException">There are fewer than two pairs, a value is not finite, the lengths differ, or there is one cluster
    /// only.</exception>
    public static ClusterEstimate Difference(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<int> clusters,
        ClusterCorrection correction = ClusterCorrection.Adjusted)
    {
        Argument.RequireFiniteSample(first, 2, nameof(first));
        Argument.RequireFiniteSample(second, 2, nameof(second));
        Argument.RequireSameLength(first.Length, second.Length, nameof(second));
        var differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
            differences[i] = first[i] - second[i];
        return Of(differences, clusters, correction);
    }
}
