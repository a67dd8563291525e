using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Tests.Functions;

public sealed class GammaFunctionTests
{
    /// <summary>Reference values by Stirling's series at x + 300 in 60-digit decimals.</summary>
    [Theory]
    [InlineData(0.0009765625, 6.9309089024194618895406)]
    [InlineData(0.25, 1.2880225246980774573706)]
    [InlineData(0.75, 0.20328095143129537148143)]
    [InlineData(1.0009765625, -5.6290317999120463170215e-4)]
    [InlineData(1.25, -9.8271836421813161463854e-2)]
    [InlineData(1.499755859375, -0.12079111845901173136375)]
    [InlineData(1.75, -8.4401121020485555957786e-2)]
    [InlineData(1.9990234375, -4.1256773597148940171062e-4)]
    [InlineData(2.0009765625, 4.1318279306425426425867e-4)]
    [InlineData(3.5, 1.2009736023470742248160)]
    [InlineData(7.25, 7.0521854507385394449257)]
    [InlineData(9.75, 12.242204940050762559167)]
    [InlineData(10.5, 13.940625219403763633161)]
    [InlineData(123.25, 468.61448295051664422806)]
    [InlineData(100000.5, 1051293.4654351393800151)]
    public void The_logarithm_matches_a_high_precision_value(double x, double expected) =>
        Close.To(expected, GammaFunction.Log(x), 4e-15);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_zeros_are_exact(double x) => Assert.Equal(0, GammaFunction.Log(x));

    [Fact]
    public void Whole_numbers_give_factorials()
    {
        double factorial = 1;
        for (int n = 1; n <= 170; n++)
        {
            factorial *= n;
            Close.To(Math.Log(factorial), GammaFunction.Log(n + 1) + (n == 1 ? Math.Log(factorial) : 0), 1e-14);
        }
    }

    [Fact]
    public void The_recurrence_holds_across_the_seams()
    {
        for (double x = 0.05; x < 30; x += 0.05)
            Assert.Equal(Math.Log(x), GammaFunction.Log(x + 1) - GammaFunction.Log(x), 1e-13);
    }

    [Fact]
    public void The_error_of_Stirlings_formula_agrees_across_the_seam()
    {
        Close.To(1 / 120.0 - 1 / 360e3 + 1 / 1260e5 - 1 / 1680e7, GammaFunction.StirlingError(10), 1e-9);
        Close.To(GammaFunction.StirlingError(10), GammaFunction.StirlingError(Math.BitDecrement(10)), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Other_arguments_are_refused(double x) =>
        Assert.Equal("x", Assert.Throws<ArgumentOutOfRangeException>(() => GammaFunction.Log(x)).ParamName);
}
