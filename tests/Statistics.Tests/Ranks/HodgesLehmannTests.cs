using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Randomness;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Tests.Ranks;

public sealed class HodgesLehmannTests
{
    private static readonly Interval _everything = new(double.NegativeInfinity, double.PositiveInfinity);

    [Fact]
    public void It_equals_R()
    {
        foreach (JsonElement golden in Golden.Of("ranks").GetProperty("shifts").EnumerateArray())
        {
            double[] first = Golden.Numbers(golden.GetProperty("first")), second = Golden.Numbers(golden.GetProperty("second"));
            double level = golden.GetProperty("level").GetDouble();
            Estimate shift = second.Length == 0 ? HodgesLehmann.OneSample(first, level) : HodgesLehmann.TwoSample(first, second, level);
            Close.To(golden.GetProperty("estimate").GetDouble(), shift.Value, 1e-10);
            Close.To(golden.GetProperty("low").GetDouble(), shift.Interval.Low, 1e-10);
            Close.To(golden.GetProperty("high").GetDouble(), shift.Interval.High, 1e-10);
        }
    }

    [Fact]
    public void Order_statistics_of_sums_equal_sorting_them() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(short[] First, short[] Second)>(), draw =>
        {
            double[] first = [.. draw.First.Select(static one => one / 8.0)], second = [.. draw.Second.Select(static one => one / 4.0)];
            if (first.Length == 0 || second.Length == 0)
                return;
            double[] walsh = [.. first.SelectMany((one, i) => first.Skip(i).Select(other => one / 2 + other / 2)).Order()];
            double[] differences = [.. first.SelectMany(one => second.Select(other => one - other)).Order()];
            var means = new OrderedSums.Walsh(first);
            var shifts = new OrderedSums.Differences(first, second);
            for (int k = 1; k <= walsh.Length; k += 1 + k / 9)
                Assert.Equal(walsh[k - 1], means.Select(k));
            for (int k = 1; k <= differences.Length; k += 1 + k / 9)
                Assert.Equal(differences[k - 1], shifts.Select(k));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_interval_holds_just_the_shifts_that_the_exact_test_keeps()
    {
        double[] values = [0.3, 1.7, 2.2, -0.8, 0.9, 3.1, 1.2, 0.1, 2.9];
        Interval interval = HodgesLehmann.OneSample(values, 0.9).Interval;
        double Tested(double shift) => SignedRankTest.Exact([.. values.Select(value => value - shift)]).PValue;
        Assert.True(Tested(interval.Low + 1e-6) > 0.1 && Tested(interval.High - 1e-6) > 0.1);
        Assert.True(Tested(interval.Low - 1e-6) <= 0.1 && Tested(interval.High + 1e-6) <= 0.1);
    }

    [Fact]
    public void Small_and_degenerate_samples_have_a_defined_value()
    {
        Assert.Equal(new Estimate(4, _everything), HodgesLehmann.OneSample([4]));
        Assert.Equal(new Estimate(4.5, _everything), HodgesLehmann.OneSample([4, 5]));
        Assert.Equal(new Estimate(-1, _everything), HodgesLehmann.TwoSample([1], [2]));
        Assert.Equal(new Estimate(3, new Interval(3, 3)), HodgesLehmann.OneSample([3, 3, 3, 3, 3, 3]));
        Assert.Equal(new Estimate(0, new Interval(0, 0)), HodgesLehmann.TwoSample([3, 3, 3, 3, 3], [3, 3, 3, 3, 3]));
        Assert.Equal(new Interval(1, 6), HodgesLehmann.OneSample([1, 2, 3, 4, 5, 6]).Interval);
    }

    [Fact]
    public void What_has_no_estimate_is_refused()
    {
        Assert.Equal("differences", Assert.Throws<ArgumentException>(() => HodgesLehmann.OneSample([])).ParamName);
        Assert.Equal("differences", Assert.Throws<ArgumentException>(() => HodgesLehmann.OneSample([double.PositiveInfinity])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => HodgesLehmann.TwoSample([1], [double.NaN])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => HodgesLehmann.Paired([1, 2], [1])).ParamName);
        Assert.Equal("confidence", Assert.Throws<ArgumentOutOfRangeException>(() => HodgesLehmann.OneSample([1, 2], 1)).ParamName);
    }

    [Fact]
    public void Large_samples_take_no_room_for_all_pairs()
    {
        var random = new SeededRandom(4);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal() + 2)];
        Estimate shift = HodgesLehmann.OneSample(values);
        Assert.Equal(2, shift.Value, 0.015);
        Assert.InRange(shift.Interval.High - shift.Interval.Low, 0.011, 0.014); // 2 z √(π/3 / n)
    }

    [Fact]
    public void Its_intervals_cover_as_often_as_they_say()
    {
        int times = Simulation.Times(800);
        double one = Simulation.Share(times, static (random, _) => HodgesLehmann.OneSample(Draw(random, 18, symmetric: true)).Interval.Contains(0));
        double two = Simulation.Share(times, static (random, _) => HodgesLehmann.TwoSample(Draw(random, 12, symmetric: false), Draw(random, 20, symmetric: false)).Interval.Contains(0));
        double large = Simulation.Share(times, static (random, _) => HodgesLehmann.OneSample(Draw(random, 210, symmetric: true)).Interval.Contains(0));
        Simulation.IsNominal(0.95, one, times, above: 0.005);
        Simulation.IsNominal(0.95, two, times, above: 0.005);
        Simulation.IsNominal(0.95, large, times);
    }

    private static double[] Draw(SeededRandom random, int n, bool symmetric) =>
        [.. Enumerable.Range(0, n).Select(_ => symmetric ? Math.Pow(random.NextNormal(), 3) : Math.Exp(random.NextNormal()))];
}
