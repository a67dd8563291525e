using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Multiplicity;

namespace TrialKeep.Statistics.Tests.Multiplicity;

public sealed class StepUpAdjustmentTests
{
    [Fact]
    public void They_equal_R()
    {
        JsonElement golden = Golden.Of("effects");
        double[] p = golden.Numbers("p");
        All(golden.Numbers("hochberg"), HochbergAdjustment.Adjust(p));
        All(golden.Numbers("bh"), BenjaminiHochbergAdjustment.Adjust(p));
        All(golden.Numbers("by"), BenjaminiYekutieliAdjustment.Adjust(p));
    }

    [Fact]
    public void The_order_given_is_kept_and_a_test_that_was_not_made_does_not_count()
    {
        Assert.Equal([0.25, double.NaN, 0.02], HochbergAdjustment.Adjust(0.25, double.NaN, 0.01));
        Assert.Equal([0.25, double.NaN, 0.02], BenjaminiHochbergAdjustment.Adjust(0.25, double.NaN, 0.01));
        Assert.Equal([0.375, double.NaN, 0.03], BenjaminiYekutieliAdjustment.Adjust(0.25, double.NaN, 0.01));
        Assert.Empty(BenjaminiHochbergAdjustment.Adjust());
        Assert.Equal([double.NaN], BenjaminiYekutieliAdjustment.Adjust(double.NaN));
    }

    [Fact]
    public void Step_up_rejects_at_least_what_step_down_does_and_a_false_discovery_rate_more() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), draws =>
        {
            double[] p = [.. draws.Select(draw => draw / 255.0)];
            double[] holm = HolmAdjustment.Adjust(p), hochberg = HochbergAdjustment.Adjust(p), bh = BenjaminiHochbergAdjustment.Adjust(p), by = BenjaminiYekutieliAdjustment.Adjust(p);
            for (int i = 0; i < p.Length; i++)
            {
                Assert.True(hochberg[i] <= holm[i] * (1 + 1e-15));
                Assert.True(bh[i] <= hochberg[i] * (1 + 1e-15));
                Assert.True(by[i] >= bh[i]);
                Assert.InRange(bh[i], p[i] * (1 - 1e-15), 1);
                Assert.InRange(by[i], 0, 1);
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.PositiveInfinity)]
    public void Other_values_are_refused(double p)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HochbergAdjustment.Adjust(0.5, p));
        Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiHochbergAdjustment.Adjust(0.5, p));
        Assert.Throws<ArgumentOutOfRangeException>(() => BenjaminiYekutieliAdjustment.Adjust(0.5, p));
    }

    private static void All(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Close.To(expected[i], actual[i], 1e-13);
    }
}
