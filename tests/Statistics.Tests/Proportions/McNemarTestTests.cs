using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Proportions;

public sealed class McNemarTestTests
{
    [Fact]
    public void It_equals_statsmodels() =>
        Close.To(SharedGolden.Scipy().GetProperty("mcnemar_exact_10_3").GetDouble(), McNemarTest.ExactPValue(10, 3), 1e-14);

    [Fact]
    public void Every_small_table_equals_the_enumeration_of_all_sign_patterns()
    {
        for (int n = 0; n <= 14; n++)
        {
            for (int first = 0; first <= n; first++)
                Assert.Equal(ByEnumeration(first, n), McNemarTest.ExactPValue(first, n - first));
        }
    }

    [Theory]
    [InlineData(61, 59)]
    [InlineData(59, 62)]
    [InlineData(100, 20)]
    [InlineData(100, 21)]
    [InlineData(500, 400)]
    [InlineData(1000, 0)]
    [InlineData(20_050, 19_950)]
    [InlineData(21_500, 18_500)]
    [InlineData(23_690, 16_310)]
    [InlineData(400, 610)]
    public void Large_tables_equal_the_count_in_integers(int firstOnly, int secondOnly) =>
        Close.To(ExactBinomial.TwoSided(firstOnly, secondOnly), McNemarTest.ExactPValue(firstOnly, secondOnly), 1e-12);

    [Fact]
    public void It_reaches_1e_300()
    {
        double p = McNemarTest.ExactPValue(23_690, 16_310);
        Assert.InRange(p, 1e-305, 1e-290);
        Close.To(Math.ScaleB(1, -995), McNemarTest.ExactPValue(996, 0), 1e-13);
        Assert.Equal(0, McNemarTest.ExactPValue(1_000_000, 0));
        Assert.Equal(0, McNemarTest.ExactPValue(long.MaxValue, 1));
    }

    [Fact]
    public void Without_a_lean_it_is_one()
    {
        Assert.Equal(1, McNemarTest.ExactPValue(0, 0));
        Assert.Equal(1, McNemarTest.ExactPValue(7, 7));
        Assert.Equal(1, McNemarTest.ExactPValue(8, 7));
        Assert.Equal(1, McNemarTest.ExactPValue(50_000_000, 50_000_000));
    }

    [Fact]
    public void It_is_symmetric_and_falls_with_a_stronger_lean() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort First, ushort Second)>(), draw =>
        {
            double p = McNemarTest.ExactPValue(draw.First, draw.Second);
            Assert.InRange(p, 0, 1);
            Assert.Equal(p, McNemarTest.ExactPValue(draw.Second, draw.First));
            if (draw.First >= draw.Second)
                Assert.True(McNemarTest.ExactPValue(draw.First + 1, draw.Second) <= p * (1 + 1e-12));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_hundred_million_discordant_pairs_come_close_to_the_normal_tail() =>
        Close.To(2 * NormalDistribution.UpperTail(1.9999), McNemarTest.ExactPValue(50_010_000, 49_990_000), 1e-6);

    [Fact]
    public void Negative_counts_are_refused()
    {
        Assert.Equal("firstOnly", Assert.Throws<ArgumentOutOfRangeException>(() => McNemarTest.ExactPValue(-1, 2)).ParamName);
        Assert.Equal("secondOnly", Assert.Throws<ArgumentOutOfRangeException>(() => McNemarTest.ExactPValue(1, -2)).ParamName);
    }

    /// <summary>The share of all 2^n sign patterns at least as far from the middle as the one seen.</summary>
    private static double ByEnumeration(int first, int n)
    {
        int seen = Math.Abs(2 * first - n), atLeastAsFar = 0;
        for (uint pattern = 0; pattern < 1u << n; pattern++)
        {
            if (Math.Abs(2 * System.Numerics.BitOperations.PopCount(pattern) - n) >= seen)
                atLeastAsFar++;
        }
        return (double)atLeastAsFar / (1u << n);
    }
}
