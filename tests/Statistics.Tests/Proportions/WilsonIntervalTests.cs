using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Proportions;

public sealed class WilsonIntervalTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(8, 10)]
    [InlineData(10, 10)]
    [InlineData(17, 120)]
    public void It_equals_statsmodels(int successes, int total)
    {
        double[] expected = SharedGolden.Numbers(SharedGolden.Scipy().GetProperty($"ci_wilson_{successes}_{total}"));
        Interval actual = WilsonInterval.Of(successes, total);
        Assert.Equal(expected[0], actual.Low, 1e-14);
        Assert.Equal(expected[1], actual.High, 1e-14);
    }

    [Fact]
    public void Nothing_and_everything_touch_the_ends_exactly()
    {
        double square = Math.Pow(NormalDistribution.TwoSidedQuantile(0.95), 2);
        Interval nothing = WilsonInterval.Of(0, 700), everything = WilsonInterval.Of(700, 700);
        Assert.Equal(0, nothing.Low);
        Assert.Equal(1, everything.High);
        Close.To(square / (700 + square), nothing.High, 1e-13);
        Close.To(700 / (700 + square), everything.Low, 1e-15);
    }

    [Fact]
    public void Its_limits_solve_the_score_equation_and_mirror() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort K, ushort N, byte Level)>(), draw =>
        {
            long n = draw.N + 1, k = draw.K % (n + 1);
            double confidence = (draw.Level + 1) / 257.0;
            Interval interval = WilsonInterval.Of(k, n, confidence), mirrored = WilsonInterval.Of(n - k, n, confidence);
            double share = (double)k / n;
            Assert.True(interval.Contains(share), $"{interval} does not hold {share:R}");
            Assert.Equal(1 - interval.Low, mirrored.High);
            double z = NormalDistribution.TwoSidedQuantile(confidence);
            if (k > 0)
                Close.To(z, (share - interval.Low) / Math.Sqrt(interval.Low * (1 - interval.Low) / n), 1e-7);
            if (k < n)
                Close.To(z, (interval.High - share) / Math.Sqrt(interval.High * (1 - interval.High) / n), 1e-7);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0, 0.95, "total")]
    [InlineData(-1, 5, 0.95, "successes")]
    [InlineData(6, 5, 0.95, "successes")]
    [InlineData(2, 5, 1, "confidence")]
    public void Contradictions_are_refused(long successes, long total, double confidence, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(successes, total, confidence)).ParamName);
}
