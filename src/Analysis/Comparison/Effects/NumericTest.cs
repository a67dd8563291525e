using System.Runtime.InteropServices;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Runtime.Keys;
using TrialKeep.Statistics;
using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Means;
using TrialKeep.Statistics.Ranks;
using TrialKeep.Statistics.Resampling;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// Tests independent paired differences of numbers. From 30 pairs on, and with more than 25 times the squared skewness (W. Cochran, 1977, rule for
/// the normality of a mean): the paired t test and its interval. Otherwise the mean gets a BCa bootstrap interval (that of t below 10
/// pairs), and p is Wilcoxon's exact signed rank test below 30 pairs unless more than a quarter of the differences is zero or tied, and the
/// permutation of signs else. The seed is made from the differences, so that equal scores give equal figures.
/// </summary>
internal static class NumericTest
{
    private const int Large = 30, TooFewToResample = 10;
    private const double PerSquaredSkewness = 25, MostTied = 0.25;

    public static Finding Of(double[] differences, ScoreRange range, ComparisonOptions options)
    {
        int n = differences.Length;
        double mean = PairedTest.Mean(differences);
        if (n < 2)
            return new Finding(TestKind.PairedT, "One pair says nothing of others.", mean, null, PairedTest.AllZero(differences) ? 1 : null);
        double deviation = StandardDeviation.Of(differences);
        if (PairedTest.IsNegligible(deviation, range))
            return new Finding(TestKind.PairedT, "All differences are equal: the interval is that of as many pairs without discordance, p that of the sign test.",
                mean, NoVariation.IntervalOf(mean, n, range.Width, options.Confidence), NoVariation.PValueOf(PairedTest.Snap(mean, range), n));
        double skewness = Skewness(differences, mean);
        Finding finding = n >= Large && n > PerSquaredSkewness * skewness * skewness
            ? T(differences, skewness, options)
            : Resampled(differences, skewness, options);
        return finding with { Standardized = mean / deviation, Power = new PairedMeansModel(deviation, 1) };
    }

    private static Finding T(double[] differences, double skewness, ComparisonOptions options)
    {
        TTestResult t = TTest.OneSample(differences, confidence: options.Confidence);
        string reason = $"Paired t test, because {Figure.Count(differences.Length)} pairs are enough for differences of skewness {Figure.Number(skewness)} "
            + "(at least 30, and more than 25 times its square).";
        return new Finding(TestKind.PairedT, reason, t.Estimate, t.Interval, t.PValue);
    }

    private static Finding Resampled(double[] differences, double skewness, ComparisonOptions options)
    {
        int n = differences.Length;
        bool isSmall = n < Large, isTied = TiedShare(differences) > MostTied;
        TestKind test = isSmall && !isTied ? TestKind.SignedRank : TestKind.SignFlip;
        bool isMirrored = IsMirrored(differences);
        double[] seen = isMirrored ? [.. differences.Select(static difference => 0 - difference)] : differences;
        ResamplingSettings settings = new() { Resamples = options.Resamples, Threads = options.Threads, Seed = SeedOf(seen) };
        double p = test == TestKind.SignedRank ? SignedRankTest.Exact(seen).PValue : SignFlipTest.Of(seen, settings: settings).PValue;
        Interval interval = n < TooFewToResample ? TTest.OneSample(seen, confidence: options.Confidence).Interval
            : Bootstrap.Mean(seen, settings).BiasCorrected(options.Confidence);
        return new Finding(test, Reason(test, isSmall, skewness, n), PairedTest.Mean(differences), isMirrored ? new Interval(-interval.High, -interval.Low) : interval, p);
    }

    private static string Reason(TestKind test, bool isSmall, double skewness, int n)
    {
        string why = isSmall ? $"there are {Figure.Count(n)} pairs" : $"{Figure.Count(n)} pairs are too few for differences of skewness {Figure.Number(skewness)}";
        string interval = n < TooFewToResample ? "t interval" : "BCa bootstrap interval";
        return test == TestKind.SignedRank
            ? $"Wilcoxon's exact signed rank test with the {interval} of the mean difference, because {why}, few of them tied."
            : $"Permutation of signs with the {interval} of the mean difference, because {why}{(isSmall ? ", more than a quarter of them zero or tied" : "")}.";
    }

    private static double Skewness(double[] differences, double mean)
    {
        double second = 0, third = 0;
        foreach (double difference in differences)
        {
            double deviation = difference - mean;
            second += deviation * deviation;
            third += deviation * deviation * deviation;
        }

        second /= differences.Length;
        return third / differences.Length / (second * Math.Sqrt(second));
    }

    /// <summary>The share of differences that are zero or have the size of another.</summary>
    private static double TiedShare(double[] differences)
    {
        Dictionary<double, int> sizes = [];
        foreach (double difference in differences)
            sizes[Math.Abs(difference)] = sizes.GetValueOrDefault(Math.Abs(difference)) + 1;
        return (double)sizes.Sum(static size => size.Key == 0 || size.Value > 1 ? size.Value : 0) / differences.Length;
    }

    // Arms that change places must give the mirrored interval to the last bit, so that it is always computed on the side where the sum is positive.
    private static bool IsMirrored(double[] differences)
    {
        double sum = 0;
        foreach (double difference in differences)
            sum += difference;
        if (sum != 0)
            return sum < 0;
        return Array.Find(differences, static difference => difference != 0) < 0;
    }

    private static ulong SeedOf(double[] differences) => (ulong)(Digest.Of(MemoryMarshal.AsBytes<double>(differences)).Id.Value >> 64);
}
