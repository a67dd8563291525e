using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Proportions;

/// <summary>The intervals of one proportion against mpmath (Goldens/proportions.py), R and statsmodels.</summary>
public sealed class OneProportionTests
{
    [Fact]
    public void All_equal_mpmath()
    {
        foreach (double[] row in Golden.Rows("proportions", "intervals"))
        {
            (long k, long n, double confidence) = ((long)row[0], (long)row[1], row[2]);
            Compare(row[3], row[4], ClopperPearsonInterval.Of(k, n, confidence), 1e-12);
            Compare(row[5], row[6], JeffreysInterval.Of(k, n, confidence), 1e-12);
            Compare(row[7], row[8], AgrestiCoullInterval.Of(k, n, confidence), 1e-12);
        }
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(8, 10)]
    [InlineData(10, 10)]
    [InlineData(17, 120)]
    public void All_equal_statsmodels(long k, long n)
    {
        double[] Expected(string method) => SharedGolden.Numbers(SharedGolden.Scipy().GetProperty($"ci_{method}_{k}_{n}"));

        Compare(Expected("beta")[0], Expected("beta")[1], ClopperPearsonInterval.Of(k, n), 1e-10);
        Compare(Expected("jeffreys")[0], Expected("jeffreys")[1], JeffreysInterval.Of(k, n), 1e-10);
        Compare(Expected("agresti_coull")[0], Expected("agresti_coull")[1], AgrestiCoullInterval.Of(k, n), 1e-10);
    }

    [Fact]
    public void Clopper_and_Pearson_equal_R()
    {
        foreach (double[] row in Golden.Rows("proportions_r", "clopper_pearson"))
            Compare(row[2], row[3], ClopperPearsonInterval.Of((long)row[0], (long)row[1]), 1e-11);
    }

    [Fact]
    public void They_mirror_nest_and_hold_the_estimate()
    {
        for (int n = 1; n <= 12; n++)
        {
            for (int k = 0; k <= n; k++)
            {
                Interval exact = ClopperPearsonInterval.Of(k, n), mirrored = ClopperPearsonInterval.Of(n - k, n);
                Interval jeffreys = JeffreysInterval.Of(k, n), wilson = WilsonInterval.Of(k, n), adjusted = AgrestiCoullInterval.Of(k, n);
                Assert.Equal(exact.Low, 1 - mirrored.High, 1e-14);
                Assert.True(exact.Low <= jeffreys.Low && jeffreys.High <= exact.High, $"{jeffreys} leaves {exact}");
                Assert.True(adjusted.Low <= wilson.Low + 1e-15 && wilson.High - 1e-15 <= adjusted.High, $"{wilson} leaves {adjusted}");
                Assert.True(exact.Contains((double)k / n));
                Assert.True(ClopperPearsonInterval.Of(k, n, 0.99).Low <= exact.Low);
            }
        }
    }

    [Fact]
    public void The_exact_interval_covers_at_least_its_confidence_everywhere()
    {
        const int N = 25;
        var intervals = Enumerable.Range(0, N + 1).Select(k => ClopperPearsonInterval.Of(k, N, 0.9)).ToArray();
        for (double p = 0.004; p < 1; p += 0.004)
        {
            double covered = Enumerable.Range(0, N + 1).Where(k => intervals[k].Contains(p))
                .Sum(k => BinomialDistribution.Mass(k, N, p));
            Assert.InRange(covered, 0.9 - 1e-12, 1);
        }
    }

    [Theory] // exact expectation over p of the coverage: L. D. Brown, T. T. Cai and A. DasGupta (2001) find all three near or above nominal
    [InlineData(10)]
    [InlineData(40)]
    public void The_others_cover_their_confidence_on_average(int n)
    {
        double jeffreys = 0, adjusted = 0, wilson = 0;
        const int Steps = 500;
        (Interval Jeffreys, Interval Adjusted, Interval Wilson)[] all =
            [.. Enumerable.Range(0, n + 1).Select(k =>
                (JeffreysInterval.Of(k, n), AgrestiCoullInterval.Of(k, n), WilsonInterval.Of(k, n)))];
        for (int step = 0; step < Steps; step++)
        {
            double p = (step + 0.5) / Steps;
            for (int k = 0; k <= n; k++)
            {
                double mass = BinomialDistribution.Mass(k, n, p) / Steps;
                jeffreys += all[k].Jeffreys.Contains(p) ? mass : 0;
                adjusted += all[k].Adjusted.Contains(p) ? mass : 0;
                wilson += all[k].Wilson.Contains(p) ? mass : 0;
            }
        }
        Assert.InRange(jeffreys, 0.945, 0.955);
        Assert.InRange(adjusted, 0.95, 0.975);
        Assert.InRange(wilson, 0.945, 0.96);
    }

    [Fact]
    public void A_million_of_a_million_is_well_defined()
    {
        Assert.Equal(1, ClopperPearsonInterval.Of(1_000_000, 1_000_000).High);
        Close.To(Math.Pow(0.025, 1e-6), ClopperPearsonInterval.Of(1_000_000, 1_000_000).Low, 1e-13);
        Close.To(1 - Math.Pow(0.025, 1e-6), ClopperPearsonInterval.Of(0, 1_000_000).High, 1e-9);
    }

    [Theory]
    [InlineData(0, 0, 0.95, "total")]
    [InlineData(-1, 3, 0.95, "successes")]
    [InlineData(4, 3, 0.95, "successes")]
    [InlineData(1, 3, 1, "confidence")]
    [InlineData(1, 3, double.NaN, "confidence")]
    public void Contradictions_are_refused(long k, long n, double confidence, string name)
    {
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => ClopperPearsonInterval.Of(k, n, confidence)).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => JeffreysInterval.Of(k, n, confidence)).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => AgrestiCoullInterval.Of(k, n, confidence)).ParamName);
    }

    private static void Compare(double low, double high, Interval actual, double relative)
    {
        Close.To(low, actual.Low, relative);
        Close.To(high, actual.High, relative);
    }
}
