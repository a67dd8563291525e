using TrialKeep.Statistics.AnalysisOfVariance;
using TrialKeep.Statistics.Clusters;
using TrialKeep.Statistics.Correlation;
using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Effects;
using TrialKeep.Statistics.Means;
using TrialKeep.Statistics.Ranks;
using TrialKeep.Statistics.Resampling;

namespace TrialKeep.Statistics.Tests;

/// <summary>
/// Every method that takes samples, on samples that have nothing to say. A letter for each of <see cref="s_cases"/>: <c>v</c> a value that is a number,
/// <c>n</c> a value that is NaN or infinite, as documented, <c>e</c> an error that names the argument. Nothing else ever comes out.
/// </summary>
public sealed class DegenerateSamplesTests
{
    private static readonly ResamplingSettings s_few = new() { Resamples = 200, Threads = 1 };

    /// <summary>None, one, two, all equal, ties, NaN, an infinity, perfect separation.</summary>
    private static readonly (double[] First, double[] Second)[] s_cases =
    [
        ([], []), ([1.5], [2]), ([1.5, 3], [2, 2.5]), ([2, 2, 2, 2], [2, 2, 2, 2]), ([1, 1, 2, 2, 3], [1, 2, 2, 3, 3]), ([1, double.NaN, 3], [1, 2, 3]),
        ([1, 2, double.PositiveInfinity], [1, 2, 3]), ([1, 2, 3, 4], [11, 12.5, 13, 14]),
    ];

    private static readonly Dictionary<string, Func<double[], double[], double[]>> s_methods = new()
    {
        ["mean"] = static (x, _) => [Mean.Of(x)],
        ["median"] = static (x, _) => [Median.Of(x)],
        ["quantile"] = static (x, _) => [Quantile.Of(x, 0.3)],
        ["variance"] = static (x, _) => [Variance.Of(x)],
        ["standard deviation"] = static (x, _) => [StandardDeviation.Of(x)],
        ["MAD"] = static (x, _) => [MedianAbsoluteDeviation.Of(x)],
        ["geometric mean"] = static (x, _) => [GeometricMean.Of(x)],
        ["geometric ratio, paired"] = static (x, y) => Of(GeometricMeanRatio.Paired(x, y)),
        ["geometric ratio, independent"] = static (x, y) => Of(GeometricMeanRatio.Independent(x, y)),
        ["t, one sample"] = static (x, _) => Of(TTest.OneSample(x)),
        ["t, paired"] = static (x, y) => Of(TTest.Paired(x, y)),
        ["t, Welch"] = static (x, y) => Of(TTest.Welch(x, y)),
        ["t, pooled"] = static (x, y) => Of(TTest.Pooled(x, y)),
        ["signed rank"] = static (x, y) => [SignedRankTest.Of(x, y).PValue],
        ["signed rank, exact"] = static (x, y) => [SignedRankTest.Exact(x, y).PValue],
        ["signed rank, asymptotic"] = static (x, y) => [SignedRankTest.Asymptotic(x, y).PValue],
        ["Mann-Whitney"] = static (x, y) => [MannWhitneyTest.Of(x, y).PValue],
        ["Mann-Whitney, exact"] = static (x, y) => [MannWhitneyTest.Exact(x, y).PValue],
        ["Mann-Whitney, asymptotic"] = static (x, y) => [MannWhitneyTest.Asymptotic(x, y).PValue],
        ["sign"] = static (x, y) => [SignTest.Of(x, y).PValue],
        ["Hodges-Lehmann, paired"] = static (x, y) => Of(HodgesLehmann.Paired(x, y)),
        ["Hodges-Lehmann, two samples"] = static (x, y) => Of(HodgesLehmann.TwoSample(x, y)),
        ["Kruskal-Wallis"] = static (x, y) => [KruskalWallisTest.Of([.. x, .. y], Groups(x, y)).PValue],
        ["Dunn"] = static (x, y) => [.. DunnTest.Of([.. x, .. y], Groups(x, y)).Select(static pair => pair.PValue)],
        ["Friedman"] = static (x, y) => [FriedmanTest.Of(Rows(x, y), 2).ChiSquared.PValue],
        ["ANOVA, one way"] = static (x, y) => [OneWayAnova.Of([.. x, .. y], Groups(x, y)).Between.Test.PValue],
        ["ANOVA, Welch"] = static (x, y) => [OneWayAnova.Welch([.. x, .. y], Groups(x, y)).PValue],
        ["Tukey"] = static (x, y) => [.. TukeyTest.Of([.. x, .. y], Groups(x, y)).Select(static pair => pair.PValue)],
        ["d"] = static (x, y) => Of(CohenD.Independent(x, y)),
        ["dz"] = static (x, y) => Of(CohenD.Paired(x, y)),
        ["g"] = static (x, y) => Of(CohenD.HedgesG(x, y)),
        ["Cliff"] = static (x, y) => [CliffDelta.Of(x, y).Delta],
        ["Pearson"] = static (x, y) => Of(PearsonCorrelation.Of(x, y)),
        ["Spearman"] = static (x, y) => Of(SpearmanCorrelation.Of(x, y)),
        ["Kendall"] = static (x, y) => Of(KendallCorrelation.Of(x, y)),
        ["cluster-robust"] = static (x, _) => [ClusterRobustMean.Of(x, [.. x.Select(static (_, i) => i / 2)]).StandardError],
        ["sign flips"] = static (x, y) => [SignFlipTest.Of(Differences(x, y)).PValue],
        ["sign flips, drawn"] = static (x, y) => [SignFlipTest.MonteCarlo(Differences(x, y), settings: s_few).PValue],
        ["permutation"] = static (x, y) => [TwoSamplePermutationTest.Of(x, y).PValue],
        ["permutation, drawn"] = static (x, y) => [TwoSamplePermutationTest.MonteCarlo(x, y, settings: s_few).PValue],
        ["bootstrap, percentile"] = static (x, _) => Of(Bootstrap.Mean(x, s_few).Percentile()),
        ["bootstrap, BCa"] = static (x, _) => Of(Bootstrap.Mean(x, s_few).BiasCorrected()),
        ["bootstrap, difference"] = static (x, y) => Of(Bootstrap.MeanDifference(x, y, s_few).Basic()),
        ["bootstrap, studentized"] = static (x, _) => Of(StudentizedBootstrap.Mean(x, settings: s_few)),
    };

    private static readonly Dictionary<string, string> s_expected = new()
    {
        ["mean"] = "evvvveev",
        ["median"] = "evvvvevv",
        ["quantile"] = "evvvvevv",
        ["variance"] = "eevvveev",
        ["standard deviation"] = "eevvveev",
        ["MAD"] = "evvvveev",
        ["geometric mean"] = "evvvveev",
        ["geometric ratio, paired"] = "eevvveev",
        ["geometric ratio, independent"] = "eevvveev",
        ["t, one sample"] = "eeveveev",
        ["t, paired"] = "eevvveev",
        ["t, Welch"] = "eevvveev",
        ["t, pooled"] = "eevvveev",
        ["signed rank"] = "vvvvvevv",
        ["signed rank, exact"] = "vvvvvevv",
        ["signed rank, asymptotic"] = "vvvvvevv",
        ["Mann-Whitney"] = "evvvvevv",
        ["Mann-Whitney, exact"] = "evvvvevv",
        ["Mann-Whitney, asymptotic"] = "evvvvevv",
        ["sign"] = "vvvvvevv",
        ["Hodges-Lehmann, paired"] = "ennnneen",
        ["Hodges-Lehmann, two samples"] = "ennvveev",
        ["Kruskal-Wallis"] = "evvvvevv",
        ["Dunn"] = "evvvvevv",
        ["Friedman"] = "eevvvevv",
        ["ANOVA, one way"] = "eevvveev",
        ["ANOVA, Welch"] = "eeveveev",
        ["Tukey"] = "eeveveev",
        ["d"] = "eevnveev",
        ["dz"] = "eevnveev",
        ["g"] = "eevnveev",
        ["Cliff"] = "evvvvevv",
        ["Pearson"] = "eennveev",
        ["Spearman"] = "eennveev",
        ["Kendall"] = "eennveen",
        ["cluster-robust"] = "eeevveev",
        ["sign flips"] = "evvvveev",
        ["sign flips, drawn"] = "evvvveev",
        ["permutation"] = "evvvveev",
        ["permutation, drawn"] = "evvvveev",
        ["bootstrap, percentile"] = "eevvveev",
        ["bootstrap, BCa"] = "eevvveev",
        ["bootstrap, difference"] = "eevvveev",
        ["bootstrap, studentized"] = "eenvveev",
    };

    public static TheoryData<string> Methods => [.. s_methods.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_comes_out_is_a_number_or_what_is_documented(string method)
    {
        string letters = string.Concat(s_cases.Select(sample => Letter(s_methods[method], sample.First, sample.Second)));
        Assert.Equal(s_expected[method], letters);
    }

    private static char Letter(Func<double[], double[], double[]> method, double[] first, double[] second)
    {
        try
        {
            return Array.TrueForAll(method(first, second), double.IsFinite) ? 'v' : 'n';
        }
        catch (ArgumentException error)
        {
            Assert.True(error.Message.Length > 20, error.Message);
            return 'e';
        }
    }

    private static double[] Of(Estimate estimate) => [estimate.Value, .. Of(estimate.Interval)];

    private static double[] Of(Interval interval) => [interval.Low, interval.High];

    private static double[] Of(TTestResult t) => [t.Estimate, t.PValue, .. Of(t.Interval)];

    private static double[] Of(StandardizedDifference difference) => [difference.Value, .. Of(difference.Interval)];

    private static double[] Of(CorrelationResult correlation) => [correlation.Coefficient, correlation.PValue, .. Of(correlation.Interval)];

    private static int[] Groups(double[] x, double[] y) => [.. x.Select(static _ => 0), .. y.Select(static _ => 1)];

    private static double[] Rows(double[] x, double[] y) => [.. x.Zip(y).SelectMany(static pair => new[] { pair.First, pair.Second })];

    private static double[] Differences(double[] x, double[] y) => [.. x.Zip(y, static (first, second) => first - second)];
}
