using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Tests.Ranks;

public sealed class MidRanksTests
{
    [Fact]
    public void They_equal_R()
    {
        JsonElement golden = Golden.Of("ranks").GetProperty("ranks");
        Assert.Equal(Golden.Numbers(golden.GetProperty("ranks")), MidRanks.Of(Golden.Numbers(golden.GetProperty("values"))));
    }

    [Fact]
    public void They_equal_their_definition() =>
        Prop.ForAll(ArbMap.Default.ArbFor<sbyte[]>(), draws =>
        {
            double[] values = [.. draws.Select(static one => (double)(one % 7))];
            Assert.Equal(values.Select(value => values.Count(other => other < value) + (values.Count(other => other == value) + 1) / 2.0), MidRanks.Of(values));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_tolerance_links_neighbours()
    {
        Assert.Equal([2, 2, 2, 4], MidRanks.Of([1, 1.1, 1.2, 1.4], 0.11));
        Assert.Equal([1, 2, 3, 4], MidRanks.Of([1, 1.1, 1.2, 1.4]));
        Assert.Equal([1.5, 3, 1.5], MidRanks.Of([double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity], 5));
        Assert.Empty(MidRanks.Of([]));
        Assert.Equal([1.0], MidRanks.Of([7]));
    }

    [Fact]
    public void What_has_no_order_is_refused()
    {
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => MidRanks.Of([1, double.NaN])).ParamName);
        Assert.Equal("tolerance", Assert.Throws<ArgumentOutOfRangeException>(() => MidRanks.Of([1], -1)).ParamName);
        Assert.Equal("tolerance", Assert.Throws<ArgumentOutOfRangeException>(() => MidRanks.Of([1], double.PositiveInfinity)).ParamName);
    }
}
