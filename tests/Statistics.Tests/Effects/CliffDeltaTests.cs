using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Effects;

namespace TrialKeep.Statistics.Tests.Effects;

public sealed class CliffDeltaTests
{
    [Fact]
    public void It_equals_the_definition_in_fractions_with_its_error_and_interval()
    {
        foreach (JsonElement row in Golden.Of("agreement").GetProperty("cliff").EnumerateArray())
        {
            DominanceEffect effect = CliffDelta.Of(row.Numbers("x"), row.Numbers("y"));
            Close.To(row.Number("delta"), effect.Delta, 1e-13);
            Close.To(row.Number("se"), effect.StandardError, 1e-12);
            Close.To(row.Number("low"), effect.Interval.Low, 1e-11);
            Close.To(row.Number("high"), effect.Interval.High, 1e-11);
        }
    }

    [Fact]
    public void It_equals_R()
    {
        JsonElement golden = Golden.Of("effects");
        Close.To(golden.Number("cliff"), CliffDelta.Of(golden.Numbers("tx"), golden.Numbers("ty")).Delta, 1e-12);
    }

    [Fact]
    public void Perfect_separation_is_one_with_no_doubt_left_in_the_formula()
    {
        DominanceEffect effect = CliffDelta.Of([9, 10, 11], [1, 2, 3]);
        Assert.Equal(1, effect.Delta);
        Assert.Equal(new Interval(1, 1), effect.Interval);
        Assert.Equal(1, effect.VarghaDelaney);
        Assert.Equal(-1, CliffDelta.Of([1, 2], [double.PositiveInfinity, 5]).Delta);
        Assert.Equal(0, CliffDelta.Of([2, 2], [2, 2, 2]).Delta);
        Assert.Equal(0.5, CliffDelta.Of([2, 2], [2, 2, 2]).VarghaDelaneyInterval is var interval ? (interval.Low + interval.High) / 2 : 0, 1e-15);
    }

    [Fact]
    public void One_value_a_group_has_a_delta_and_no_error()
    {
        DominanceEffect effect = CliffDelta.Of([3], [1, 2]);
        Assert.Equal(1, effect.Delta);
        Assert.True(double.IsNaN(effect.StandardError));
    }

    [Fact]
    public void Swapping_the_groups_changes_the_sign_only() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte[] X, byte[] Y)>(), draw =>
        {
            if (draw.X is not { Length: > 1 } || draw.Y is not { Length: > 1 })
                return;
            double[] x = [.. draw.X.Select(static value => (double)(value % 9))], y = [.. draw.Y.Select(static value => (double)(value % 9))];
            DominanceEffect one = CliffDelta.Of(x, y), other = CliffDelta.Of(y, x);
            double naive = x.Sum(a => y.Sum(b => Math.Sign(a - b))) / (double)(x.Length * y.Length);
            Assert.Equal(naive, one.Delta, 1e-13);
            Assert.Equal(-one.Delta, other.Delta, 1e-15);
            Assert.Equal(one.StandardError, other.StandardError, 1e-12);
            Assert.Equal(one.Interval.Low, -other.Interval.High, 1e-12);
            Assert.InRange(one.Interval.Low, -1, one.Delta);
            Assert.InRange(one.Interval.High, one.Delta, 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_and_no_number_are_refused()
    {
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => CliffDelta.Of([], [1])).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => CliffDelta.Of([1], [double.NaN, 1])).ParamName);
    }
}
