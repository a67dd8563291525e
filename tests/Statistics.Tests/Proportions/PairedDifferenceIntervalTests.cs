using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Proportions;

public sealed class PairedDifferenceIntervalTests
{
    /// <summary>Airway hyper-responsiveness in 21 children, 1 and 7 discordant pairs (Bentur and others 2009, analysed by Fagerland,
    /// Lydersen and Laake, 2014: Tango's interval is -0.517 to -0.026).</summary>
    [Fact]
    public void A_published_example_is_met()
    {
        Interval interval = PairedDifferenceInterval.Of(21, firstOnly: 7, secondOnly: 1);
        Assert.Equal(-0.517, interval.Low, 5e-4);
        Assert.Equal(-0.026, interval.High, 5e-4);
    }

    [Theory]
    [InlineData(21, 7, 1)]
    [InlineData(160, 20, 40)]
    [InlineData(700, 0, 12)]
    [InlineData(700, 3, 0)]
    [InlineData(44, 1, 0)]
    [InlineData(50_000, 10_000, 9_700)]
    [InlineData(10, 5, 5)]
    public void Its_limits_have_the_score_of_the_quantile_under_a_likelihood_maximised_numerically(int pairs, int firstOnly, int secondOnly)
    {
        Interval interval = PairedDifferenceInterval.Of(pairs, firstOnly, secondOnly);
        double z = NormalDistribution.TwoSidedQuantile(0.95);
        Close.To(z, Score(interval.Low, pairs, firstOnly, secondOnly), 1e-5);
        Close.To(-z, Score(interval.High, pairs, firstOnly, secondOnly), 1e-5);
    }

    [Fact]
    public void Without_discordance_it_is_the_closed_form()
    {
        double square = Math.Pow(NormalDistribution.TwoSidedQuantile(0.95), 2);
        Interval interval = PairedDifferenceInterval.Of(700, 0, 0);
        Close.To(square / (700 + square), interval.High, 1e-12);
        Assert.Equal(-interval.High, interval.Low);
    }

    [Fact]
    public void A_clean_sweep_ends_at_the_end()
    {
        Assert.Equal(1, PairedDifferenceInterval.Of(9, 0, 9).High);
        Assert.Equal(-1, PairedDifferenceInterval.Of(9, 9, 0).Low);
        Assert.True(PairedDifferenceInterval.Of(9, 0, 9).Low < 1);
    }

    [Fact]
    public void It_holds_the_estimate_mirrors_and_widens_with_confidence() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort Pairs, ushort First, ushort Second)>(), draw =>
        {
            long pairs = draw.Pairs + 1, first = draw.First % (pairs + 1), second = draw.Second % (pairs - first + 1);
            Interval interval = PairedDifferenceInterval.Of(pairs, first, second), swapped = PairedDifferenceInterval.Of(pairs, second, first);
            Interval wider = PairedDifferenceInterval.Of(pairs, first, second, 0.99);
            Assert.True(interval.Contains((double)(second - first) / pairs), $"{interval}");
            Assert.Equal(new Interval(-swapped.High, -swapped.Low), interval);
            Assert.True(wider.Low <= interval.Low && interval.High <= wider.High, $"{wider} does not hold {interval}");
            Assert.True(-1 <= interval.Low && interval.Low < interval.High && interval.High <= 1, $"{interval}");
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0, 0, 0.95, "pairs")]
    [InlineData(5, 3, 3, 0.95, "pairs")]
    [InlineData(5, -1, 3, 0.95, "firstOnly")]
    [InlineData(5, 1, -3, 0.95, "secondOnly")]
    [InlineData(5, 1, 3, 0, "confidence")]
    public void Contradictions_are_refused(long pairs, long first, long second, double confidence, string name) =>
        Assert.Equal(name,
            Assert.Throws<ArgumentOutOfRangeException>(() => PairedDifferenceInterval.Of(pairs, first, second, confidence)).ParamName);

    /// <summary>
    /// (observed - assumed) / standard error, the first-only probability found by golden-section search of the multinomial likelihood.
    /// </summary>
    private static double Score(double difference, double pairs, double firstOnly, double secondOnly)
    {
        double Likelihood(double q) =>
            Term(secondOnly, q + difference) + Term(firstOnly, q) + Term(pairs - firstOnly - secondOnly, 1 - 2 * q - difference);

        double low = Math.Max(0, -difference), high = (1 - difference) / 2, golden = (Math.Sqrt(5) - 1) / 2;
        for (int step = 0; step < 200; step++)
        {
            double left = high - golden * (high - low), right = low + golden * (high - low);
            if (Likelihood(left) < Likelihood(right))
                low = left;
            else
                high = right;
        }
        double first = (low + high) / 2, second = first + difference;
        double variance = (first + second - (second - first) * (second - first)) / pairs;
        return ((secondOnly - firstOnly) / pairs - difference) / Math.Sqrt(variance);
    }

    private static double Term(double count, double probability) => count == 0 ? 0 : count * Math.Log(probability);
}
