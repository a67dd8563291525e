using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Tests.Functions;

public sealed class IncompleteBetaTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.93)]
    public void Closed_forms_agree(double x)
    {
        Close.To(Math.Pow(x, 3.7), IncompleteBeta.Lower(3.7, 1, x), 1e-13);
        Close.To(Math.Pow(1 - x, 3.7), IncompleteBeta.Upper(1, 3.7, x), 1e-13);
        Close.To(2 / Math.PI * Math.Asin(Math.Sqrt(x)), IncompleteBeta.Lower(0.5, 0.5, x), 1e-13);
        Close.To(x * x * (3 - 2 * x), IncompleteBeta.Lower(2, 2, x), 1e-13);
    }

    [Fact]
    public void The_complement_completes_and_the_sides_mirror() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort A, ushort B, ushort X)>(), draw =>
        {
            double a = (draw.A + 1) / 64.0, b = (draw.B + 1) / 64.0, x = draw.X / 65536.0;
            double lower = IncompleteBeta.Lower(a, b, x);
            Assert.InRange(lower, 0, 1);
            Assert.Equal(1, lower + IncompleteBeta.Upper(a, b, x), 1e-12);
            Assert.Equal(lower, IncompleteBeta.Upper(b, a, 1 - x), 1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Large_equal_shapes_are_half_at_the_middle()
    {
        Close.To(0.5, IncompleteBeta.Lower(1e5, 1e5, 0.5), 1e-12);
        Close.To(0.5, IncompleteBeta.Upper(1e5, 1e5, 0.5), 1e-12);
    }

    [Fact]
    public void The_ends_are_exact()
    {
        Assert.Equal(0, IncompleteBeta.Lower(3, 4, 0));
        Assert.Equal(1, IncompleteBeta.Lower(3, 4, 1));
        Assert.Equal(1, IncompleteBeta.Upper(3, 4, 0));
        Assert.Equal(0, IncompleteBeta.Upper(3, 4, 1));
    }

    [Theory]
    [InlineData(0, 1, 0.5, "a")]
    [InlineData(1, double.NaN, 0.5, "b")]
    [InlineData(1, 1, 1.5, "x")]
    [InlineData(1, 1, double.NaN, "x")]
    public void Other_arguments_are_refused(double a, double b, double x, string name)
    {
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteBeta.Lower(a, b, x)).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => IncompleteBeta.Upper(a, b, x)).ParamName);
    }
}
