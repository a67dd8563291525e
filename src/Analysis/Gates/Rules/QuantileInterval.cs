using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Statistics;
using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Resampling;

namespace TrialKeep.Analysis.Gates.Rules;

/// <summary>
/// A quantile with an interval that assumes no distribution: order statistics by the binomial distribution, with an infinite limit where there are
/// too few values; the percentile bootstrap of whole clusters where values depend on each other.
/// </summary>
internal static class QuantileInterval
{
    private const int MostResamples = 1_000;

    public static ArmMean Of(IndependentScores scores, double quantile, double confidence, ComparisonOptions options)
    {
        double[] sorted = [.. scores.Scores.Order()];
        double value = Quantile.Of(sorted, quantile);
        if (!scores.IsClustered)
            return new ArmMean(value, OrderStatistics(sorted, quantile, confidence), "order statistics");
        ResamplingSettings settings = new() { Resamples = Math.Min(options.Resamples, MostResamples), Threads = options.Threads };
        Interval interval = Bootstrap.Of(scores.Scores, sample => Quantile.Of(sample, quantile), ResamplingDesign.Clustered(scores.Clusters), settings).Percentile(confidence);
        return new ArmMean(value, interval, "percentile bootstrap of clusters");
    }

    private static Interval OrderStatistics(double[] sorted, double quantile, double confidence)
    {
        int n = sorted.Length;
        long low = BinomialDistribution.Quantile((1 - confidence) / 2, n, quantile), high = BinomialDistribution.Quantile((1 + confidence) / 2, n, quantile) + 1;
        return new Interval(low < 1 ? double.NegativeInfinity : sorted[low - 1], high > n ? double.PositiveInfinity : sorted[high - 1]);
    }
}
