using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Proportions;

/// <summary>Two independent proportions against exact fractions, mpmath, statsmodels (Goldens/proportions.py) and R
/// (proportions.R).</summary>
public sealed class IndependentProportionsTests
{
    [Fact]
    public void Fishers_test_equals_exact_fractions()
    {
        foreach (double[] row in Golden.Rows("proportions", "fisher"))
        {
            (long a, long m, long c, long n) = Counts(row);
            Close.To(row[4], FisherExactTest.PValue(a, m, c, n), 1e-12);
            Close.To(row[5], FisherExactTest.PValue(a, m, c, n, Alternative.Less), 1e-12);
            Close.To(row[6], FisherExactTest.PValue(a, m, c, n, Alternative.Greater), 1e-12);
        }
    }

    [Fact]
    public void Fishers_test_equals_R_and_scipy()
    {
        foreach (double[] row in Golden.Rows("proportions_r", "fisher"))
        {
            (long a, long b, long c, long d) = Counts(row);
            Close.To(row[4], FisherExactTest.PValue(a, a + b, c, c + d), 1e-10);
            Close.To(row[5], FisherExactTest.PValue(a, a + b, c, c + d, Alternative.Less), 1e-10);
            Close.To(row[6], FisherExactTest.PValue(a, a + b, c, c + d, Alternative.Greater), 1e-10);
        }
        Close.To(SharedGolden.Numbers(SharedGolden.Scipy().GetProperty("fisher"))[1], FisherExactTest.PValue(8, 10, 3, 12), 1e-12);
    }

    [Fact]
    public void Every_small_table_equals_its_enumeration()
    {
        for (int m = 0; m <= 7; m++)
        {
            for (int n = 0; n <= 7; n++)
            {
                for (int a = 0; a <= m; a++)
                {
                    for (int c = 0; c <= n; c++)
                        Close.To(ByEnumeration(a, m, c, n), FisherExactTest.PValue(a, m, c, n), 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Fishers_test_is_fast_and_defined_on_large_tables()
    {
        Assert.InRange(FisherExactTest.PValue(500_000, 1_000_000, 501_000, 1_000_000), 0.1, 0.2);
        Assert.Equal(0, FisherExactTest.PValue(0, 1_000_000, 1_000_000, 1_000_000));
        Assert.Equal(1, FisherExactTest.PValue(0, 0, 3, 5));
    }

    [Fact]
    public void The_conditional_odds_ratio_equals_mpmath()
    {
        foreach (double[] row in Golden.Rows("proportions", "fisher"))
        {
            (long a, long m, long c, long n) = Counts(row);
            if (m + n > 500)
                continue; // too long for the reference
            Estimate estimate = ConditionalOddsRatio.Of(a, m, c, n);
            if (row[7..].All(value => value < 0))
            {
                Assert.Equal(new Estimate(double.NaN, new Interval(0, double.PositiveInfinity)), estimate);
                continue;
            }
            Close.To(row[7] < 0 ? double.PositiveInfinity : row[7], estimate.Value, 1e-11);
            Close.To(row[8] < 0 ? 0 : row[8], estimate.Interval.Low, 1e-11);
            Close.To(row[9] < 0 ? double.PositiveInfinity : row[9], estimate.Interval.High, 1e-11);
        }
    }

    [Fact]
    public void Odds_and_risk_ratios_equal_mpmath_with_zero_cells_too()
    {
        foreach (double[] row in Golden.Rows("proportions", "ratios"))
        {
            (long a, long m, long c, long n) = Counts(row);
            Estimate odds = OddsRatio.Of(a, m, c, n), risk = RiskRatio.Of(a, m, c, n);
            double[] actual = [odds.Value, odds.Interval.Low, odds.Interval.High, risk.Value, risk.Interval.Low, risk.Interval.High];
            for (int i = 0; i < actual.Length; i++)
                Close.To(row[4 + i], actual[i], 1e-12);
        }
    }

    [Fact]
    public void Newcombes_interval_equals_statsmodels()
    {
        foreach (double[] row in Golden.Rows("proportions", "newcombe"))
        {
            (long a, long m, long c, long n) = Counts(row);
            Estimate estimate = NewcombeInterval.Of(a, m, c, n);
            Close.To((double)a / m - (double)c / n, estimate.Value, 1e-15);
            Close.To(row[4], estimate.Interval.Low, 1e-11);
            Close.To(row[5], estimate.Interval.High, 1e-11);
        }
    }

    [Theory] // R. G. Newcombe (1998), table II, method 10
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void Newcombes_interval_equals_its_paper(long a, long m, long c, long n, double low, double high)
    {
        Interval interval = NewcombeInterval.Of(a, m, c, n).Interval;
        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void The_score_test_equals_mpmath()
    {
        foreach (double[] row in Golden.Rows("proportions", "score"))
        {
            (long a, long m, long c, long n) = Counts(row);
            Close.To(row[5], ScoreDifferenceTest.Of(a, m, c, n, row[4]).Statistic, 1e-11);
            Close.To(row[6], ScoreDifferenceTest.Of(a, m, c, n, row[4]).PValue, 1e-10);
            Close.To(row[7], ScoreDifferenceTest.Of(a, m, c, n, row[4], Alternative.Less).PValue, 1e-10);
            Close.To(row[8], ScoreDifferenceTest.Of(a, m, c, n, row[4], Alternative.Greater).PValue, 1e-10);
        }
    }

    [Fact]
    public void At_no_margin_the_score_test_is_the_chi_square_test() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte A, byte B, byte C, byte D)>(), draw =>
        {
            (long a, long b, long c, long d) = (draw.A + 1, draw.B + 1, draw.C + 1, draw.D + 1);
            TestResult square = ChiSquareTest.Independence([a, b, c, d], 2), score = ScoreDifferenceTest.Of(a, a + b, c, c + d);
            Assert.Equal(square.Statistic, score.Statistic * score.Statistic, 1e-9 * (1 + square.Statistic));
            Assert.Equal(square.PValue, score.PValue, 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equivalence_is_two_one_sided_tests_and_defined_at_the_ends()
    {
        EquivalenceResult result = ScoreDifferenceTest.Equivalence(80, 100, 85, 110, -0.1, 0.15);
        Assert.Equal(ScoreDifferenceTest.Of(80, 100, 85, 110, -0.1, Alternative.Greater).PValue, result.LowerPValue);
        Assert.Equal(ScoreDifferenceTest.Of(80, 100, 85, 110, 0.15, Alternative.Less).PValue, result.UpperPValue);
        Assert.Equal(1, ScoreDifferenceTest.Of(0, 5, 0, 9).PValue);
        Assert.Equal(1, ScoreDifferenceTest.Of(5, 5, 9, 9).PValue);
        Assert.Equal(new TestResult(0, double.PositiveInfinity, 0.5), ScoreDifferenceTest.Of(1, 1, 1, 1, 0, Alternative.Less));
        Assert.InRange(ScoreDifferenceTest.Equivalence(0, 500, 0, 500, -0.05, 0.05).PValue, 1e-12, 1e-4);
        Assert.InRange(ScoreDifferenceTest.Equivalence(500, 500, 500, 500, -0.05, 0.05).PValue, 1e-12, 1e-4);
        Assert.InRange(ScoreDifferenceTest.Of(10, 10, 0, 10, 0.5, Alternative.Greater).PValue, 0, 0.01);
    }

    [Fact]
    public void Swapping_the_groups_mirrors_everything() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte A, byte B, byte C, byte D)>(), draw =>
        {
            long m = draw.A + 1, n = draw.C + 1, a = draw.B % (m + 1), c = draw.D % (n + 1);
            Estimate forward = NewcombeInterval.Of(a, m, c, n), backward = NewcombeInterval.Of(c, n, a, m);
            Assert.Equal(forward.Interval.Low, -backward.Interval.High, 1e-15);
            Assert.True(forward.Interval.Contains(forward.Value) && forward.Interval.Low < forward.Interval.High, $"{forward}");
            Close.To(1 / OddsRatio.Of(a, m, c, n).Interval.Low, OddsRatio.Of(c, n, a, m).Interval.High, 1e-12);
            Close.To(1 / RiskRatio.Of(a, m, c, n).Interval.Low, RiskRatio.Of(c, n, a, m).Interval.High, 1e-12);
            Close.To(FisherExactTest.PValue(a, m, c, n), FisherExactTest.PValue(c, n, a, m), 1e-11);
            Close.To(FisherExactTest.PValue(a, m, c, n, Alternative.Less), FisherExactTest.PValue(c, n, a, m, Alternative.Greater), 1e-11);
            Close.To(-ScoreDifferenceTest.Of(a, m, c, n, 0.125).Statistic, ScoreDifferenceTest.Of(c, n, a, m, -0.125).Statistic, 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Contradictions_are_refused()
    {
        Refused("firstTotal", () => NewcombeInterval.Of(0, 0, 1, 2));
        Refused("secondSuccesses", () => OddsRatio.Of(0, 1, 3, 2));
        Refused("firstSuccesses", () => RiskRatio.Of(-1, 1, 1, 2));
        Refused("confidence", () => OddsRatio.Of(0, 1, 1, 2, 1));
        Refused("firstSuccesses", () => FisherExactTest.PValue(3, 2, 0, 1));
        Refused("secondTotal", () => FisherExactTest.PValue(0, 2, 0, -1));
        Refused("secondTotal", () => FisherExactTest.PValue(0, 2, 0, long.MaxValue));
        Refused("secondSuccesses", () => ConditionalOddsRatio.Of(0, 2, 2, 1));
        Refused("confidence", () => ConditionalOddsRatio.Of(1, 2, 1, 2, double.NaN));
        Refused("margin", () => ScoreDifferenceTest.Of(1, 2, 1, 2, 1));
        Refused("margin", () => ScoreDifferenceTest.Of(1, 2, 1, 2, double.NaN));
        Refused("high", () => ScoreDifferenceTest.Equivalence(1, 2, 1, 2, 0.1, -0.1));
    }

    private static double ByEnumeration(int a, int m, int c, int n)
    {
        double Ways(int from, int take)
        {
            double ways = 1;
            for (int i = 1; i <= take; i++)
                ways = ways * (from - take + i) / i;
            return ways;
        }

        double all = 0, tail = 0;
        for (int x = Math.Max(0, a + c - n); x <= Math.Min(m, a + c); x++)
        {
            double ways = Ways(m, x) * Ways(n, a + c - x);
            all += ways;
            if (ways <= Ways(m, a) * Ways(n, c))
                tail += ways;
        }
        return tail / all;
    }

    private static (long, long, long, long) Counts(double[] row) => ((long)row[0], (long)row[1], (long)row[2], (long)row[3]);

    private static void Refused(string name, Action call) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(call).ParamName);
}
