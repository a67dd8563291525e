using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Multiplicity;

namespace TrialKeep.Statistics.Tests.Multiplicity;

public sealed class HolmAdjustmentTests
{
    private static readonly double[] _referenceInput = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];

    [Fact]
    public void It_equals_statsmodels()
    {
        double[] expected = SharedGolden.Numbers(SharedGolden.Scipy().GetProperty("adj_holm"));
        double[] actual = HolmAdjustment.Adjust(_referenceInput);
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Close.To(expected[i], actual[i], 1e-14);
    }

    [Fact]
    public void The_order_given_is_kept() => Assert.Equal([0.5, 0.03, 0.5], HolmAdjustment.Adjust(0.25, 0.01, 0.3));

    [Fact]
    public void Ties_stay_ties() => Assert.Equal([0.04, 0.04, 0.04, 0.9], HolmAdjustment.Adjust(0.01, 0.01, 0.01, 0.9));

    [Fact]
    public void A_test_that_was_not_made_does_not_count()
    {
        Assert.Equal([0.02, double.NaN, 0.03], HolmAdjustment.Adjust(0.01, double.NaN, 0.03));
        Assert.Equal([double.NaN], HolmAdjustment.Adjust(double.NaN));
        Assert.Empty(HolmAdjustment.Adjust());
    }

    [Fact]
    public void It_equals_its_definition() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), draws =>
        {
            double[] p = [.. draws.Select(draw => draw / 255.0)];
            Assert.Equal(p.Select(value => ByDefinition(value, p)), HolmAdjustment.Adjust(p));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.PositiveInfinity)]
    public void Other_values_are_refused(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => HolmAdjustment.Adjust(0.5, p));

    /// <summary>The largest of (how many are at least as large) * value over the values up to the given one, at most 1.</summary>
    private static double ByDefinition(double value, double[] all) =>
        all.Where(other => other <= value).Max(other => Math.Min(1, all.Count(larger => larger >= other) * other));
}
