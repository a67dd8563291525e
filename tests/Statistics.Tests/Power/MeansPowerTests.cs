using TrialKeep.Statistics.Means;
using TrialKeep.Statistics.Power;

namespace TrialKeep.Statistics.Tests.Power;

public sealed class MeansPowerTests
{
    private static readonly Alternative[] _sides = [Alternative.TwoSided, Alternative.Less, Alternative.Greater];

    [Fact]
    public void Paired_means_equal_power_t_test()
    {
        foreach (double[] row in Golden.Rows("power", "paired_t"))
        {
            Close.To(row[5], PairedMeansPower.Of((long)row[0], row[1], row[2], row[3], _sides[(int)row[4]]), 1e-10);
            Close.To(row[5], OneMeanPower.Of((long)row[0], row[1], row[2], row[3], _sides[(int)row[4]]), 1e-10);
        }
    }

    [Fact]
    public void Two_means_equal_power_t_test()
    {
        foreach (double[] row in Golden.Rows("power", "two_t"))
            Close.To(row[5], TwoMeansPower.Of((long)row[0], (long)row[0], row[1], row[2], row[3], _sides[(int)row[4]]), 1e-10);
        foreach (double[] row in Golden.Rows("power", "unequal_t"))
            Close.To(row[4], TwoMeansPower.Of((long)row[0], (long)row[1], row[2], 1, 0.05, _sides[(int)row[3]]), 1e-10);
    }

    [Fact]
    public void Small_and_large_powers_equal_the_integration()
    {
        foreach (double[] row in Golden.Rows("power_t", "paired"))
            Close.To(row[3], PairedMeansPower.Of((long)row[0], row[1], 1, row[2]), 1e-11);
    }

    [Fact]
    public void Needed_sizes_are_Rs_rounded_up()
    {
        foreach (double[] row in Golden.Rows("power", "paired_needed"))
        {
            Assert.Equal(Math.Ceiling(row[5]), PairedMeansPower.NeededPairs(row[0], row[1], row[3], row[2], _sides[(int)row[4]]));
            Assert.Equal(Math.Ceiling(row[5]), OneMeanPower.NeededObservations(row[0], row[1], row[3], row[2], _sides[(int)row[4]]));
        }
        foreach (double[] row in Golden.Rows("power", "two_needed_t"))
            Assert.Equal(Math.Ceiling(row[5]), TwoMeansPower.NeededPerGroup(row[0], row[1], row[3], row[2], _sides[(int)row[4]]));
    }

    [Fact]
    public void Detectable_differences_are_Rs()
    {
        foreach (double[] row in Golden.Rows("power", "paired_detectable"))
            Close.To(row[5], PairedMeansPower.DetectableDifference((long)row[0], row[1], row[3], row[2], _sides[(int)row[4]]), 1e-10);
        foreach (double[] row in Golden.Rows("power", "two_detectable_t"))
            Close.To(row[5], TwoMeansPower.DetectableDifference((long)row[0], (long)row[0], row[1], row[3], row[2], _sides[(int)row[4]]), 1e-10);
    }

    [Theory]
    [InlineData(Alternative.TwoSided, 0.3)]
    [InlineData(Alternative.Less, -0.3)]
    [InlineData(Alternative.Greater, 0.3)]
    public void Power_size_and_difference_agree(Alternative alternative, double difference)
    {
        long pairs = PairedMeansPower.NeededPairs(difference, 1, 0.9, 0.01, alternative);
        Assert.True(PairedMeansPower.Of(pairs, difference, 1, 0.01, alternative) >= 0.9);
        Assert.True(PairedMeansPower.Of(pairs - 1, difference, 1, 0.01, alternative) < 0.9);
        double detectable = PairedMeansPower.DetectableDifference(pairs, 1, 0.9, 0.01, alternative);
        Assert.InRange(detectable / difference, 0.99, 1);
        Close.To(0.9, PairedMeansPower.Of(pairs, detectable, 1, 0.01, alternative), 1e-12);
        double uneven = TwoMeansPower.DetectableDifference(20, 33, 2.5, 0.7, 0.05, alternative);
        Close.To(0.7, TwoMeansPower.Of(20, 33, uneven, 2.5, 0.05, alternative), 1e-12);
    }

    [Fact]
    public void A_margin_moves_the_null_hypothesis()
    {
        Assert.Equal(PairedMeansPower.Of(40, 0.5, 1, 0.05, Alternative.Greater), PairedMeansPower.Of(40, 0.25, 1, 0.05, Alternative.Greater, -0.25));
        Assert.Equal(TwoMeansPower.Of(40, 30, 0.5, 1, 0.05, Alternative.Greater), TwoMeansPower.Of(40, 30, 0.25, 1, 0.05, Alternative.Greater, -0.25));
        Assert.Equal(TwoMeansPower.NeededPerGroup(0.5, 1), TwoMeansPower.NeededPerGroup(0, 1, margin: -0.5));
        Close.To(0.05, PairedMeansPower.Of(40, -0.25, 1, 0.05, Alternative.Greater, -0.25), 1e-12);
        Close.To(0.25, PairedMeansPower.DetectableDifference(40, 1, margin: -0.125) + 0.375 - PairedMeansPower.DetectableDifference(40, 1), 1e-12);
    }

    [Fact]
    public void The_deviation_of_differences_follows_from_the_correlation()
    {
        Close.To(Math.Sqrt(2), PairedMeansPower.DeviationOfDifferences(1, 1, 0), 1e-15);
        Close.To(Math.Sqrt(7), PairedMeansPower.DeviationOfDifferences(2, 3, 0.5), 1e-15);
        Assert.Equal(0, PairedMeansPower.DeviationOfDifferences(3, 3, 1));
        Assert.Equal(5, PairedMeansPower.DeviationOfDifferences(2, 3, -1));
        Refused("correlation", () => PairedMeansPower.DeviationOfDifferences(1, 1, 1.1));
        Refused("correlation", () => PairedMeansPower.DeviationOfDifferences(1, 1, double.NaN));
        Refused("first", () => PairedMeansPower.DeviationOfDifferences(-1, 1, 0));
        Refused("second", () => PairedMeansPower.DeviationOfDifferences(1, double.PositiveInfinity, 0));
    }

    [Fact]
    public void Huge_and_tiny_effects_have_their_limits()
    {
        Close.To(1, PairedMeansPower.Of(2, 1e300, 1e-300), 1e-12);
        Close.To(1, PairedMeansPower.Of(1000, 1e9, 1), 1e-12);
        Assert.Equal(0, PairedMeansPower.Of(50, 1e300, 1e-300, 0.05, Alternative.Less));
        Close.To(0.05, PairedMeansPower.Of(2, 1e-300, 1e300), 1e-12);
        Assert.Equal(2, PairedMeansPower.NeededPairs(1e9, 1));
        Assert.InRange(PairedMeansPower.NeededPairs(1e-5, 1), 78_488_000_000, 78_489_500_000);
        Close.To(1, PairedMeansPower.Of(1L << 40, 1, 1), 1e-12);
    }

    [Fact]
    public void What_has_no_power_is_refused()
    {
        Refused("pairs", () => PairedMeansPower.Of(0, 1, 1));
        Refused("pairs", () => PairedMeansPower.Of(1, 1, 1));
        Refused("pairs", () => PairedMeansPower.DetectableDifference(1, 1));
        Refused("observations", () => OneMeanPower.Of(1, 1, 1));
        Refused("observations", () => OneMeanPower.DetectableDifference(1, 1));
        Refused("difference", () => PairedMeansPower.Of(5, double.NaN, 1));
        Refused("difference", () => PairedMeansPower.Of(5, double.PositiveInfinity, 1));
        Refused("difference", () => PairedMeansPower.NeededPairs(0, 1));
        Refused("difference", () => PairedMeansPower.NeededPairs(0.1, 1, alternative: Alternative.Less));
        Refused("difference", () => PairedMeansPower.NeededPairs(1e-9, 1));
        Refused("difference", () => TwoMeansPower.NeededPerGroup(-1, 1, margin: -1));
        Refused("deviation", () => PairedMeansPower.Of(5, 1, 0));
        Refused("deviation", () => TwoMeansPower.DetectableDifference(5, 5, double.NaN));
        Refused("margin", () => PairedMeansPower.Of(5, 1, 1, margin: double.NaN));
        Refused("margin", () => PairedMeansPower.DetectableDifference(5, 1, margin: double.NegativeInfinity));
        Refused("level", () => PairedMeansPower.Of(5, 1, 1, 0));
        Refused("level", () => TwoMeansPower.Of(5, 5, 1, 1, 1));
        Refused("power", () => PairedMeansPower.NeededPairs(1, 1, 0.05));
        Refused("power", () => PairedMeansPower.DetectableDifference(5, 1, 1));
        Refused("first", () => TwoMeansPower.Of(0, 5, 1, 1));
        Refused("second", () => TwoMeansPower.Of(1, 1, 1, 1));
        Refused("second", () => TwoMeansPower.DetectableDifference(3, 0, 1));
    }

    [Fact]
    public void Simulated_tests_are_significant_as_often_as_said()
    {
        Simulation.IsNominal(2000, PairedMeansPower.Of(12, 0.7, 1), 0, random =>
            TTest.OneSample(Simulation.Draw(12, () => 0.7 + random.NextNormal())).PValue <= 0.05);
        Simulation.IsNominal(2000, TwoMeansPower.Of(9, 16, 0.5, 1, 0.1, Alternative.Greater, -0.5), 0, random => NonInferiorityTest.Above(
            TTest.Pooled(Simulation.Draw(9, () => 0.5 + random.NextNormal()), Simulation.Draw(16, () => random.NextNormal())), -0.5).PValue <= 0.1);
        // Skewed values with mean 1 and deviation 1, many enough.
        Simulation.IsNominal(1000, PairedMeansPower.Of(150, 0.2, 1), 0.04, random =>
            TTest.OneSample(Simulation.Draw(150, () => 0.2 - 1 - Math.Log(1 - random.NextUniform()))).PValue <= 0.05);
    }

    private static void Refused(string name, Func<object> call) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => call()).ParamName);
}
