using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Proportions;

/// <summary>McNemar's other tests and Tango's score test against exact fractions, mpmath, R and statsmodels.</summary>
public sealed class PairedProportionsTests
{
    [Fact]
    public void The_mid_p_value_equals_exact_fractions()
    {
        foreach (double[] row in Golden.Rows("proportions", "mid_p"))
        {
            Close.To(row[2], McNemarTest.MidPValue((long)row[0], (long)row[1]), 1e-12);
            Close.To(row[2], McNemarTest.MidPValue((long)row[1], (long)row[0]), 1e-12);
        }
    }

    [Fact]
    public void The_mid_p_value_is_half_a_mass_below_the_exact_one_and_one_without_a_lean()
    {
        for (int b = 0; b < 30; b++)
        {
            for (int c = 0; c < b; c++)
                Assert.InRange(McNemarTest.MidPValue(b, c), 0, McNemarTest.ExactPValue(b, c));
            Assert.Equal(1, McNemarTest.MidPValue(b, b));
        }
    }

    [Fact]
    public void The_asymptotic_test_equals_R_and_statsmodels()
    {
        foreach (double[] row in Golden.Rows("proportions_r", "pairs"))
        {
            TestResult plain = McNemarTest.Asymptotic((long)row[0], (long)row[1]);
            TestResult corrected = McNemarTest.Asymptotic((long)row[0], (long)row[1], corrected: true);
            Close.To(row[2], plain.Statistic, 1e-12);
            Close.To(row[3], plain.PValue, 1e-11);
            Close.To(row[4], corrected.Statistic, 1e-12);
            Close.To(row[5], corrected.PValue, 1e-11);
        }
        double[] expected = SharedGolden.Numbers(SharedGolden.Scipy().GetProperty("mcnemar_cc"));
        Close.To(expected[1], McNemarTest.Asymptotic(10, 3, corrected: true).PValue, 1e-11);
        Assert.Equal(new TestResult(0, 1, 1), McNemarTest.Asymptotic(0, 0));
        Assert.Equal(new TestResult(0, 1, 1), McNemarTest.Asymptotic(4, 4, corrected: true));
    }

    [Fact]
    public void The_score_test_equals_its_definition()
    {
        foreach (double[] row in Golden.Rows("proportions", "paired_score"))
        {
            (long n, long b, long c) = ((long)row[0], (long)row[1], (long)row[2]);
            Close.To(row[4], PairedScoreTest.Of(n, b, c, row[3]).Statistic, 1e-11);
            Close.To(row[5], PairedScoreTest.Of(n, b, c, row[3]).PValue, 1e-10);
            Close.To(row[6], PairedScoreTest.Of(n, b, c, row[3], Alternative.Less).PValue, 1e-10);
            Close.To(row[7], PairedScoreTest.Of(n, b, c, row[3], Alternative.Greater).PValue, 1e-10);
        }
    }

    [Fact]
    public void At_no_margin_the_score_is_McNemars() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte B, byte C, byte Other)>(), draw =>
        {
            long b = draw.B, c = draw.C, n = b + c + draw.Other + 1;
            double score = PairedScoreTest.Of(n, b, c).Statistic;
            Assert.Equal(McNemarTest.Asymptotic(b, c).Statistic, score * score, 1e-10 * (1 + score * score));
            Assert.Equal(Math.Sign(c - b), Math.Sign(score));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_interval_holds_exactly_what_the_score_test_keeps() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte B, byte C, byte Other)>(), draw =>
        {
            long b = draw.B, c = draw.C, n = b + c + draw.Other + 1;
            Interval interval = PairedDifferenceInterval.Of(n, b, c, 0.9);
            if (interval.Low > -1)
                Close.To(0.05, PairedScoreTest.Of(n, b, c, interval.Low, Alternative.Greater).PValue, 1e-6);
            if (interval.High < 1)
                Close.To(0.05, PairedScoreTest.Of(n, b, c, interval.High, Alternative.Less).PValue, 1e-6);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equivalence_is_two_one_sided_tests_and_defined_without_discordance()
    {
        EquivalenceResult result = PairedScoreTest.Equivalence(100, 12, 9, -0.1, 0.1);
        Assert.Equal(PairedScoreTest.Of(100, 12, 9, -0.1, Alternative.Greater).PValue, result.LowerPValue);
        Assert.Equal(PairedScoreTest.Of(100, 12, 9, 0.1, Alternative.Less).PValue, result.UpperPValue);
        Assert.InRange(PairedScoreTest.Equivalence(1000, 0, 0, -0.02, 0.02).PValue, 1e-12, 1e-4);
        Assert.InRange(PairedScoreTest.Equivalence(3, 0, 0, -0.02, 0.02).PValue, 0.3, 0.5);
        Assert.Equal(0.5, PairedScoreTest.Of(1, 0, 0, 0, Alternative.Less).PValue);
        Close.To(Math.Sqrt(3), PairedScoreTest.Of(9, 0, 9, 0.5).Statistic, 1e-14); // perfect separation: 4.5 / √6.75
    }

    [Fact]
    public void Contradictions_are_refused()
    {
        Refused("firstOnly", () => McNemarTest.MidPValue(-1, 0));
        Refused("secondOnly", () => McNemarTest.Asymptotic(1, -1));
        Refused("secondOnly", () => McNemarTest.MidPValue(long.MaxValue, 1));
        Refused("pairs", () => PairedScoreTest.Of(0, 0, 0));
        Refused("pairs", () => PairedScoreTest.Of(3, 2, 2));
        Refused("margin", () => PairedScoreTest.Of(3, 1, 2, -1));
        Refused("low", () => PairedScoreTest.Equivalence(3, 1, 2, double.NaN, 0.1));
        Refused("high", () => PairedScoreTest.Equivalence(3, 1, 2, 0.2, 0.1));
    }

    private static void Refused(string name, Action call) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(call).ParamName);
}
