using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Tests.Functions;

public sealed class NormalDistributionTests
{
    /// <summary>Reference values by the series in 700-digit decimals.</summary>
    [Theory]
    [InlineData(0.0001, 0.49996010577202634711217)]
    [InlineData(0.5, 0.30853753872598689636230)]
    [InlineData(1, 0.15865525393145705141477)]
    [InlineData(1.5, 6.6807201268858066004494e-2)]
    [InlineData(1.96, 2.4997895148220434136584e-2)]
    [InlineData(2, 2.2750131948179207200283e-2)]
    [InlineData(2.01, 2.2215594429431474762431e-2)]
    [InlineData(2.5, 6.2096653257761351669781e-3)]
    [InlineData(4, 3.1671241833119921253771e-5)]
    [InlineData(8, 6.2209605742717841235160e-16)]
    [InlineData(16, 6.3887544005380872812755e-58)]
    [InlineData(30, 4.9067139271481870595338e-198)]
    [InlineData(37, 5.7255712225245768226832e-300)]
    public void The_tail_matches_a_high_precision_value(double x, double expected)
    {
        Close.To(expected, NormalDistribution.UpperTail(x), 1e-13);
        Close.To(expected, NormalDistribution.Cdf(-x), 1e-13);
        Close.To(1 - expected, NormalDistribution.Cdf(x), 1e-15);
    }

    [Theory]
    [InlineData(0.025, -1.95996398454005421178)]
    [InlineData(0.4, -0.253347103135799741325)]
    [InlineData(1e-3, -3.09023230616781353536)]
    [InlineData(1e-10, -6.36134090240405619910)]
    [InlineData(1e-100, -21.2734535609653242942)]
    [InlineData(1e-300, -37.0470962993611992365)]
    public void The_quantile_matches_a_high_precision_value(double p, double expected) =>
        Close.To(expected, NormalDistribution.Quantile(p), 1e-14);

    [Fact]
    public void The_quantile_inverts_the_distribution_function() =>
        Prop.ForAll(ArbMap.Default.ArbFor<uint>(), bits =>
        {
            double p = (bits + 0.5) / 4294967296.0;
            Close.To(p, NormalDistribution.Cdf(NormalDistribution.Quantile(p)), 1e-13);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ends_and_centre_are_exact()
    {
        Assert.Equal(0.5, NormalDistribution.Cdf(0));
        Assert.Equal(0, NormalDistribution.Quantile(0.5));
        Assert.Equal(1, NormalDistribution.Cdf(double.PositiveInfinity));
        Assert.Equal(0, NormalDistribution.Cdf(double.NegativeInfinity));
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Quantile(1));
        Assert.Equal(double.NaN, NormalDistribution.Cdf(double.NaN));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_quantile_of_no_probability_is_refused(double p) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(p));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_confidence_of_nothing_or_certainty_is_refused(double confidence) =>
        Assert.Equal("confidence", Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.TwoSidedQuantile(confidence)).ParamName);
}
