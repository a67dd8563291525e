using TrialKeep.Statistics.Descriptive;

namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>Whether the means of several independent groups differ.</summary>
public static class OneWayAnova
{
    /// <summary>
    /// R. A. Fisher's F test (1925): between groups Σn(group's mean - mean)² with k - 1 degrees of freedom, within them Σ(x - group's
    /// mean)² with n - k.
    /// </summary>
    /// <param name="values">All finite.</param>
    /// <param name="groups">The group of each, as any number; at least two different ones, and more values than groups.</param>
    /// <remarks>
    /// Assumes independent, nearly normal values with equal variances in all groups; where these differ, use <see cref="Welch"/>. Where all
    /// values are equal F is 0 and the p-value 1.
    /// </remarks>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN or infinite, there are fewer than two groups or no more
    /// values than groups, or the means differ and no group varies.</exception>
    public static OneWayResult Of(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        Argument.RequireFiniteSample(values, 2, nameof(values));
        Groups sorted = Groups.Demand(values, groups, 1, nameof(groups));
        int n = values.Length, k = sorted.Count;
        if (n == k)
            throw new ArgumentException("Each group has one value, so that no variance is seen within them; observe more.", nameof(groups));
        double mean = Mean.Of(values), within = sorted.WithinSquares(), between = 0, total = (n - 1) * Variance.Of(values);
        double[] means = sorted.Means();
        for (int group = 0; group < k; group++)
            between += sorted.Values[group].Length * (means[group] - mean) * (means[group] - mean);
        if (Groups.IsRounding(total, values))
            (between, within, total) = (0, 0, 0);
        else if (Groups.IsRounding(within, values))
            throw Groups.NoErrors(nameof(values));
        var error = new AnovaError(within, n - k, n);
        return new OneWayResult(AnovaTerm.Of(between, k - 1, error, total), error);
    }

    /// <summary>
    /// The test for unequal variances (B. L. Welch, Biometrika 38, 1951). With w = n/s², W = Σw and m = Σw mean / W it is
    /// F = Σw (mean - m)² / (k - 1) / (1 + 2 (k - 2) Λ / (k² - 1)), Λ = Σ(1 - w/W)² / (n - 1), on k - 1 and (k² - 1) / 3Λ degrees of
    /// freedom; for two groups it is Welch's t test.
    /// </summary>
    /// <param name="values">All finite.</param>
    /// <param name="groups">The group of each, as any number; at least two different ones, each of at least two values that vary.</param>
    /// <remarks>Assumes independent, nearly normal values.</remarks>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN or infinite, there are fewer than two groups, one has fewer
    /// than two values, or does not vary.</exception>
    public static FTestResult Welch(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        Argument.RequireFiniteSample(values, 2, nameof(values));
        Groups sorted = Groups.Demand(values, groups, 2, nameof(groups));
        int k = sorted.Count;
        double[] means = sorted.Means(), weights = new double[k];
        double sum = 0, centre = 0, spread = 0, lambda = 0;
        for (int group = 0; group < k; group++)
        {
            double variance = Variance.Of(sorted.Values[group]);
            if (Groups.IsRounding(variance, sorted.Values[group]))
            {
                throw new ArgumentException($"The values of the group {sorted.Labels[group]} do not vary, so that they would weigh "
                    + "infinitely; use the test of equal variances or a rank test.", nameof(values));
            }
            weights[group] = sorted.Values[group].Length / variance;
            sum += weights[group];
        }
        for (int group = 0; group < k; group++)
            centre += weights[group] / sum * means[group];
        for (int group = 0; group < k; group++)
        {
            spread += weights[group] * (means[group] - centre) * (means[group] - centre);
            lambda += (1 - weights[group] / sum) * (1 - weights[group] / sum) / (sorted.Values[group].Length - 1);
        }
        double squares = (double)k * k - 1;
        return FTestResult.Of(spread / (k - 1) / (1 + 2 * (k - 2) * lambda / squares), k - 1, squares / (3 * lambda));
    }
}
