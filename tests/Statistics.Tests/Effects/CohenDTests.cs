using System.Text.Json;
using TrialKeep.Statistics.Effects;

namespace TrialKeep.Statistics.Tests.Effects;

public sealed class CohenDTests
{
    private static readonly JsonElement _golden = Golden.Of("effects");

    [Fact]
    public void All_equal_R_with_their_intervals()
    {
        double[] a = _golden.Numbers("a"), b = _golden.Numbers("b"), x = _golden.Numbers("x"), y = _golden.Numbers("y");
        Equal("d", CohenD.Independent(x, y));
        Equal("g", CohenD.HedgesG(x, y));
        Equal("dz", CohenD.Paired(a, b));
        Equal("gz", CohenD.PairedHedgesG(a, b));
    }

    [Fact]
    public void They_equal_numpy()
    {
        double[] a = _golden.Numbers("a"), b = _golden.Numbers("b");
        Close.To(SharedGolden.Scipy().Number("cohen_d_pooled"), CohenD.Independent(a, b).Value, 1e-12);
        Close.To(SharedGolden.Scipy().Number("cohen_dz"), CohenD.Paired(a, b).Value, 1e-12);
    }

    [Fact]
    public void Swapping_the_groups_changes_the_sign_only()
    {
        StandardizedDifference one = CohenD.Independent([1, 2, 4], [3, 5, 9, 2]), other = CohenD.Independent([3, 5, 9, 2], [1, 2, 4]);
        Assert.Equal(-one.Value, other.Value, 1e-15);
        Close.To(-one.Interval.Low, other.Interval.High, 1e-12);
    }

    [Fact]
    public void What_does_not_vary_is_infinite_or_nothing_to_tell()
    {
        Assert.Equal(double.PositiveInfinity, CohenD.Independent([2, 2], [1, 1]).Value);
        Assert.True(double.IsNaN(CohenD.Independent([2, 2], [2, 2]).Value));
        Assert.True(double.IsNaN(CohenD.Independent([2, 2], [1, 1]).Interval.Low));
        Assert.Equal(double.NegativeInfinity, CohenD.Paired([1, 2], [2, 3]).Value);
        Assert.True(double.IsNaN(CohenD.Paired([1, 2], [1, 2]).Value));
    }

    [Fact]
    public void Too_few_and_no_numbers_are_refused()
    {
        Assert.Equal("x", Assert.Throws<ArgumentException>(() => CohenD.Independent([1], [1, 2])).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => CohenD.Independent([1, 2], [])).ParamName);
        Assert.Throws<ArgumentException>(() => CohenD.Paired([1, 2], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => CohenD.Paired([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentException>(() => CohenD.PairedHedgesG([1, 2], [2, 5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohenD.Paired([1, 2], [2, 5], 1));
    }

    private static void Equal(string name, StandardizedDifference difference)
    {
        JsonElement golden = _golden.GetProperty(name);
        Close.To(golden.Number("value"), difference.Value, 1e-12);
        Close.To(golden.Number("low"), difference.Interval.Low, 1e-9); // R's noncentral t has about ten digits
        Close.To(golden.Number("high"), difference.Interval.High, 1e-9);
    }
}
