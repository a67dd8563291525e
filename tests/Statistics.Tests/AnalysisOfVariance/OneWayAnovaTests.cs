using System.Text.Json;
using TrialKeep.Statistics.AnalysisOfVariance;
using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Means;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests.AnalysisOfVariance;

public sealed class OneWayAnovaTests
{
    private static readonly double[] _y = [3.1, 2.7, 4.4, 5.0, 3.9, 6.1, 2.2, 5.5];
    private static readonly int[] _two = [1, 1, 1, 1, 2, 2, 2, 2], _four = [1, 1, 2, 2, 3, 3, 4, 4];

    public static TheoryData<string> Cases => [.. Golden.Of("anova").GetProperty("one").EnumerateObject().Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_equals_aov_oneway_test_and_effectsize(string name)
    {
        JsonElement golden = Golden.Of("anova").GetProperty("one").GetProperty(name);
        double[] y = golden.Numbers("y"), between = golden.Numbers("between"), within = golden.Numbers("within");
        int[] groups = Labels(golden, "g");
        OneWayResult result = OneWayAnova.Of(y, groups);
        AnovaRows.AreClose(between, result.Between);
        AnovaRows.AreClose(within, result.Within);
        Close.To(within[0] / within[1], result.Within.MeanSquare, 1e-10);
        Close.To(between[0] / between[1], result.Between.MeanSquare, 1e-10);
        Close.To(golden.Number("eta"), result.Between.EtaSquared, 1e-10);
        Close.To(golden.Number("eta"), result.Between.PartialEtaSquared, 1e-10);
        // effectsize cuts off at 0.
        Assert.Equal(golden.Number("omega"), Math.Max(0, result.Between.OmegaSquared), 1e-11);
        Close.To(result.Between.OmegaSquared, result.Between.PartialOmegaSquared, 1e-10);
        if (golden.TryGetProperty("welch", out JsonElement welch))
        {
            FTestResult test = OneWayAnova.Welch(y, groups);
            double[] expected = Golden.Numbers(welch);
            Close.To(expected[0], test.Statistic, 1e-10);
            Close.To(expected[1], test.NumeratorDegreesOfFreedom, 1e-10);
            Close.To(expected[2], test.DenominatorDegreesOfFreedom, 1e-10);
            Close.To(expected[3], test.PValue, 1e-10);
        }
        else
        {
            Refused("groups", () => OneWayAnova.Welch(y, groups));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tukeys_pairs_equal_R(string name)
    {
        JsonElement golden = Golden.Of("anova").GetProperty("one").GetProperty(name);
        double[] y = golden.Numbers("y");
        int[] groups = Labels(golden, "g");
        PairComparison[] pairs = TukeyTest.Of(y, groups);
        int k = groups.Distinct().Count();
        Assert.Equal(k * (k - 1) / 2, pairs.Length);
        AnovaError error = OneWayAnova.Of(y, groups).Within;
        foreach (PairComparison pair in pairs)
        {
            // R's range has some ten digits; ours is held to an exact integration, so the pair must be exactly what it says.
            double unit = Math.Sqrt(error.MeanSquare / 2 * (1.0 / groups.Count(g => g == pair.First) + 1.0 / groups.Count(g => g == pair.Second)));
            Close.To(StudentizedRangeDistribution.UpperTail(Math.Abs(pair.Difference) / unit, k, error.DegreesOfFreedom), pair.PValue, 1e-11);
            Close.To(0.05, StudentizedRangeDistribution.UpperTail((pair.Interval.High - pair.Difference) / unit, k, error.DegreesOfFreedom), 1e-11);
            Assert.Equal(pair.PValue <= 0.05, !pair.Interval.Contains(0));
        }
        if (!golden.TryGetProperty("tukey", out JsonElement rows))
            return;
        foreach ((PairComparison pair, double[] row) in pairs.Zip(rows.EnumerateArray().Select(Golden.Numbers)))
        {
            Assert.Equal((row[0], row[1]), (pair.First, pair.Second));
            Close.To(row[2], pair.Difference, 1e-10);
            Close.To(row[3], pair.PValue, 1e-8);
            Assert.Equal(row[4], pair.Interval.Low, 1e-8);
            Assert.Equal(row[5], pair.Interval.High, 1e-8);
        }
    }

    [Fact]
    public void Two_groups_are_the_t_tests()
    {
        double[] first = _y[..4], second = _y[4..];
        TTestResult pooled = TTest.Pooled(first, second), welch = TTest.Welch(first, second);
        OneWayResult result = OneWayAnova.Of(_y, _two);
        Close.To(pooled.Statistic * pooled.Statistic, result.Between.Test.Statistic, 1e-12);
        Close.To(pooled.PValue, result.Between.Test.PValue, 1e-12);
        FTestResult unequal = OneWayAnova.Welch(_y, _two);
        Close.To(welch.DegreesOfFreedom, unequal.DenominatorDegreesOfFreedom, 1e-12);
        Close.To(welch.PValue, unequal.PValue, 1e-12);
        PairComparison pair = Assert.Single(TukeyTest.Of(_y, _two));
        Close.To(pooled.PValue, pair.PValue, 1e-11);
        Close.To(pooled.Interval.Low, pair.Interval.Low, 1e-10);
    }

    [Fact]
    public void Pairs_of_blocks_have_the_error_of_the_blocks()
    {
        double[] values = [1.1, 2.0, 3.4, 0.7, 2.2, 2.5, 1.9, 2.4, 4.1];
        TwoWayResult blocks = BlockedAnova.Of(values, [1, 2, 3, 1, 2, 3, 1, 2, 3], [1, 1, 1, 2, 2, 2, 3, 3, 3]);
        double[] means = [3.7 / 3, 6.6 / 3, 10.0 / 3];
        PairComparison last = TukeyTest.Of([1, 2, 3], means, [3, 3, 3], blocks.Error, 0.9)[2];
        Close.To(StudentizedRangeDistribution.UpperTail((means[2] - means[1]) / Math.Sqrt(blocks.Error.MeanSquare / 3), 3, 4), last.PValue, 1e-12);
        Refused("labels", () => TukeyTest.Of([1, 1, 2], means, [3, 3, 3], blocks.Error));
        Refused("labels", () => TukeyTest.Of([1, 2], means, [3, 3, 3], blocks.Error));
        Refused("sizes", () => TukeyTest.Of([1, 2, 3], means, [3, 0, 3], blocks.Error));
        Refused("sizes", () => TukeyTest.Of([1, 2, 3], means, [3], blocks.Error));
        Refused("means", () => TukeyTest.Of([1], [2.0], [3], blocks.Error));
        Refused("error", () => TukeyTest.Of([1, 2, 3], means, [3, 3, 3], default));
        Refused("confidence", () => TukeyTest.Of([1, 2, 3], means, [3, 3, 3], blocks.Error, 0));
    }

    [Fact]
    public void Equal_values_have_a_p_value_of_1()
    {
        OneWayResult equal = OneWayAnova.Of([0.1, 0.1, 0.1, 0.1], [1, 1, 2, 2]);
        Assert.Equal((0, 0, 1, 0), (equal.Between.SumOfSquares, equal.Between.Test.Statistic, equal.Between.Test.PValue, equal.Within.SumOfSquares));
        Assert.Equal(double.NaN, equal.Between.EtaSquared);
        // The means are equal, the values are not.
        Assert.Equal(1, OneWayAnova.Of([1, 3, 3, 1], [1, 1, 2, 2]).Between.Test.PValue);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        Refused("values", () => OneWayAnova.Of([], []));
        Refused("values", () => OneWayAnova.Of([1], [1]));
        Refused("groups", () => OneWayAnova.Of([1, 2], [1, 2]));
        Refused("groups", () => OneWayAnova.Of([1, 2], [1, 1]));
        Refused("groups", () => OneWayAnova.Of([1, 2, 3], [1, 2]));
        Refused("values", () => OneWayAnova.Of([1, 2, double.NaN], [1, 2, 2]));
        Refused("values", () => OneWayAnova.Of([1, 2, double.PositiveInfinity], [1, 2, 2]));
        Refused("values", () => OneWayAnova.Of([0.1, 0.1, 0.3, 0.3], [1, 1, 2, 2]));
        Refused("values", () => OneWayAnova.Welch([1, 1, 2, 3], [1, 1, 2, 2]));
        Refused("values", () => TukeyTest.Of([2, 2, 2, 2], [1, 1, 2, 2]));
        Refused("confidence", () => TukeyTest.Of(_y, _four, 1));
    }

    [Fact]
    public void Tests_hold_their_level()
    {
        int[] groups = [.. Enumerable.Repeat(1, 6), .. Enumerable.Repeat(2, 10), .. Enumerable.Repeat(3, 24)];
        double[] Unequal(SeededRandom random) => [.. groups.Select(g => random.NextNormal() * (g == 1 ? 4 : 1))];

        int times = Simulation.Times(2000);
        Simulation.IsNominal(2000, 0.05, 0, random => OneWayAnova.Of(Simulation.Draw(40, () => random.NextNormal()), groups).Between.Test.PValue <= 0.05);
        Simulation.IsNominal(2000, 0.05, 0.015, random => OneWayAnova.Of(Simulation.Draw(40, () => Math.Exp(random.NextNormal() / 2)), groups).Between.Test.PValue <= 0.05);
        Simulation.IsNominal(0.05, Simulation.Share(times, (random, _) => OneWayAnova.Welch(Unequal(random), groups).PValue <= 0.05), times, below: 0.02, above: 0.02);
        Assert.InRange(Simulation.Share(times, (random, _) => OneWayAnova.Of(Unequal(random), groups).Between.Test.PValue <= 0.05), 0.15, 1);
    }

    [Fact]
    public void Tukeys_intervals_cover_together()
    {
        int[] groups = [.. Enumerable.Range(0, 20).Select(static i => i % 4)];
        int times = Simulation.Times(2000);
        double critical = StudentizedRangeDistribution.UpperQuantile(0.1, 4, 16); // which takes some milliseconds
        double covered = Simulation.Share(times, (random, i) =>
        {
            double[] values = [.. groups.Select(g => g + random.NextNormal())];
            double reach = critical * Math.Sqrt(OneWayAnova.Of(values, groups).Within.MeanSquare / 5);
            double[] errors = [.. Enumerable.Range(0, 4).Select(g => values.Where((_, k) => groups[k] == g).Average() - g)];
            bool covers = errors.Max() - errors.Min() <= reach;
            if (i < 2)
                Assert.Equal(covers, Array.TrueForAll(TukeyTest.Of(values, groups, 0.9), pair => pair.Interval.Contains(pair.First - pair.Second)));
            return covers;
        });
        Simulation.IsNominal(0.9, covered, times);
    }

    private static int[] Labels(JsonElement golden, string name) => [.. golden.Numbers(name).Select(static value => (int)value)];

    private static void Refused(string name, Func<object> call) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => call()).ParamName);
}
