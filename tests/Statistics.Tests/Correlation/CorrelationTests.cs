using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Correlation;

namespace TrialKeep.Statistics.Tests.Correlation;

public sealed class CorrelationTests
{
    private static readonly JsonElement _golden = Golden.Of("effects");

    [Fact]
    public void Pearson_equals_R_with_its_interval()
    {
        double[] x = _golden.Numbers("x");
        Equal(_golden.GetProperty("pearson"), PearsonCorrelation.Of(_golden.Numbers("a"), _golden.Numbers("b")));
        Equal(_golden.GetProperty("pearsonWeak"), PearsonCorrelation.Of(x, [.. x.Reverse()]));
    }

    [Fact]
    public void Kendall_equals_R_exactly_and_with_ties()
    {
        double[] x = _golden.Numbers("x");
        Equal(_golden.GetProperty("kendall"), KendallCorrelation.Of(_golden.Numbers("a"), _golden.Numbers("b")));
        Equal(_golden.GetProperty("kendallWeak"), KendallCorrelation.Of(x, [.. x.Select(static value => Math.Sin(7 * value)).Reverse()]));
        Equal(_golden.GetProperty("kendallTies"), KendallCorrelation.Of(_golden.Numbers("tx"), _golden.Numbers("ty")));
    }

    [Fact]
    public void Spearman_equals_R_and_the_enumeration_of_all_orders()
    {
        Equal(_golden.GetProperty("spearmanTies"), SpearmanCorrelation.Of(_golden.Numbers("tx"), _golden.Numbers("ty")));
        JsonElement small = _golden.GetProperty("small"), ties = _golden.GetProperty("smallTies");
        Equal(_golden.GetProperty("spearmanSmall"), SpearmanCorrelation.Of(small.Numbers("x"), small.Numbers("y")));
        Equal(_golden.GetProperty("spearmanSmallTies"), SpearmanCorrelation.Of(ties.Numbers("x"), ties.Numbers("y")));
        Assert.True(double.IsNaN(SpearmanCorrelation.Of([1, 1, 1], [1, 2, 3]).PValue));
        Assert.Equal(1, SpearmanCorrelation.Of([1, 2], [5, 9]).Coefficient, 1e-15);
    }

    [Fact]
    public void Kendall_equals_scipy()
    {
        double[] expected = SharedGolden.Numbers(SharedGolden.Scipy().GetProperty("kendall"));
        CorrelationResult tau = KendallCorrelation.Of(_golden.Numbers("a"), _golden.Numbers("b"));
        Close.To(expected[0], tau.Coefficient, 1e-13);
        Close.To(expected[1], tau.PValue, 1e-12);
    }

    [Fact]
    public void Kendall_equals_counting_all_pairs() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte X, byte Y)[]>(), draws =>
        {
            if (draws is not { Length: > 1 })
                return;
            double[] x = [.. draws.Select(static draw => (double)(draw.X % 7))], y = [.. draws.Select(static draw => (double)(draw.Y % 5))];
            double score = 0, left = 0, right = 0;
            for (int i = 0; i < x.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    score += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                    left += x[i] != x[j] ? 1 : 0;
                    right += y[i] != y[j] ? 1 : 0;
                }
            }
            CorrelationResult tau = KendallCorrelation.Of(x, y);
            if (left == 0 || right == 0)
                Assert.True(double.IsNaN(tau.Coefficient) && double.IsNaN(tau.PValue));
            else
                Assert.Equal(score / Math.Sqrt(left * right), tau.Coefficient, 1e-13);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_exact_test_of_Kendall_sums_to_one_over_both_tails()
    {
        // Four pairs: 24 orders, of which one has no inversion, three have one, five two, six three.
        double[] x = [1, 2, 3, 4];
        Assert.Equal(2 / 24.0, KendallCorrelation.Of(x, [1, 2, 3, 4]).PValue, 1e-15);
        Assert.Equal(8 / 24.0, KendallCorrelation.Of(x, [2, 1, 3, 4]).PValue, 1e-15);
        Assert.Equal(18 / 24.0, KendallCorrelation.Of(x, [2, 1, 4, 3]).PValue, 1e-15);
        Assert.Equal(1, KendallCorrelation.Of(x, [4, 1, 2, 3]).PValue, 1e-15);
    }

    [Fact]
    public void A_straight_line_is_one_whatever_its_scale()
    {
        foreach (double scale in (double[])[1e-300, 1, 1e300])
        {
            double[] x = [.. Enumerable.Range(1, 9).Select(i => i * scale / 10)];
            double[] down = [.. x.Select(static value => -value)];
            Assert.Equal(1, PearsonCorrelation.Of(x, x).Coefficient, 1e-15);
            Assert.Equal(-1, PearsonCorrelation.Of(x, down).Coefficient, 1e-15);
            Assert.Equal(-1, KendallCorrelation.Of(x, down).Coefficient, 1e-15);
        }
        Assert.Equal(new Interval(1, 1), KendallCorrelation.Of([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]).Interval);
    }

    [Fact]
    public void What_does_not_vary_has_no_correlation_and_two_pairs_no_test()
    {
        Assert.True(double.IsNaN(PearsonCorrelation.Of([1, 1, 1], [1, 2, 3]).Coefficient));
        Assert.True(double.IsNaN(PearsonCorrelation.Of([0.1, 0.1, 0.1], [1, 2, 3]).PValue));
        Assert.True(double.IsNaN(PearsonCorrelation.Of([1, 2], [1, 3]).PValue));
        Assert.True(double.IsNaN(PearsonCorrelation.Of([1, 2, 3], [1, 3, 2]).Interval.Low));
        Assert.True(double.IsNaN(KendallCorrelation.Of([1, 1], [1, 2]).Coefficient));
    }

    [Fact]
    public void Pairs_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PearsonCorrelation.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => PearsonCorrelation.Of([1], [1]));
        Assert.Throws<ArgumentException>(() => KendallCorrelation.Of([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentException>(() => KendallCorrelation.Of([1, 2], [1, double.PositiveInfinity]));
    }

    private static void Equal(JsonElement golden, CorrelationResult result)
    {
        Close.To(golden.Number("value"), result.Coefficient, 1e-12);
        Close.To(golden.Number("p"), result.PValue, 1e-10);
        if (golden.TryGetProperty("low", out JsonElement low) && low.ValueKind == JsonValueKind.Number)
        {
            Close.To(low.GetDouble(), result.Interval.Low, 1e-11);
            Close.To(golden.Number("high"), result.Interval.High, 1e-11);
        }
    }
}
