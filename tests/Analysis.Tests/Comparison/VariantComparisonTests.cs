using TrialKeep.Analysis.Comparison;
using TrialKeep.Statistics.Multiplicity;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Tests.Comparison;

public sealed class VariantComparisonTests
{
    [Fact]
    public void A_summary_counts_each_outcome_apart()
    {
        VariantSummary summary = VariantComparison.Of(Tables.Of(("a", "+++-?!!...."))).Summaries[0];
        Assert.Equal((11, 4, 3, 1, 2, 4), (summary.Planned, summary.Total, summary.Correct, summary.Unscored, summary.Failed, summary.Missing));
        Assert.Equal(0.75, summary.Accuracy);
        Assert.Equal(WilsonInterval.Of(3, 4), summary.Interval);
        Assert.Equal((summary.Interval!.Value.Low, summary.Interval.Value.High), (summary.Low, summary.High));
    }

    [Fact]
    public void Without_a_score_there_is_no_accuracy()
    {
        VariantSummary summary = VariantComparison.Of(Tables.Of(("a", "?!."))).Summaries[0];
        Assert.Equal((3, 0), (summary.Planned, summary.Total));
        Assert.Null(summary.Accuracy);
        Assert.Null(summary.Low);
        Assert.Null(summary.High);
    }

    [Fact]
    public void A_pair_counts_only_what_is_scored_in_both()
    {
        PairComparison pair = Assert.Single(VariantComparison.Of(Tables.Of(("a", "++++--??!.+"), ("b", "+--?+-+-+-."))).Pairs);
        Assert.Equal(("a", "b", 5, 2, 1), (pair.Baseline, pair.Candidate, pair.N, pair.BaselineOnly, pair.CandidateOnly));
        Assert.Equal(-0.2, pair.Difference!.Value.Estimate);
        Assert.Equal(PairedDifferenceInterval.Of(5, 2, 1).Low, pair.Difference.Value.Low);
        Assert.Equal(PairedDifferenceInterval.Of(5, 2, 1).High, pair.Difference.Value.High);
    }

    [Fact]
    public void Pairs_come_in_declared_order_and_Holm_counts_them_all()
    {
        VariantComparison comparison = VariantComparison.Of(Tables.Of(
            ("z", Tables.Runs("-20 +20")), ("b", Tables.Runs("+12 -8 +20")), ("a", Tables.Runs("+3 -17 +20"))));
        Assert.Equal(["z<b", "z<a", "b<a"], comparison.Pairs.Select(pair => $"{pair.Baseline}<{pair.Candidate}"));
        double[] p = [McNemarTest.ExactPValue(0, 12), McNemarTest.ExactPValue(0, 3), McNemarTest.ExactPValue(9, 0)];
        Assert.Equal(p, comparison.Pairs.Select(pair => pair.PMcNemar));
        Assert.Equal(HolmAdjustment.Adjust(p), comparison.Pairs.Select(pair => pair.PHolm));
        Assert.Equal([true, false, true], comparison.Pairs.Select(pair => pair.IsReal));
    }

    [Fact]
    public void A_pair_without_common_scores_is_one_and_has_no_difference()
    {
        PairComparison pair = Assert.Single(VariantComparison.Of(Tables.Of(("a", "+-.."), ("b", "??+-"))).Pairs);
        Assert.Equal((0, 1.0, 1.0), (pair.N, pair.PMcNemar, pair.PHolm));
        Assert.Null(pair.Difference);
        Assert.False(pair.IsReal);
    }

    [Fact]
    public void One_variant_has_no_pairs() => Assert.Empty(VariantComparison.Of(Tables.Of(("a", "+-"))).Pairs);

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    public void Counting_by_words_equals_counting_one_by_one(int units)
    {
        var random = new Random(units);
        string Draw() => string.Concat(Enumerable.Range(0, units).Select(_ => "+-?!."[random.Next(5)]));
        string a = Draw(), b = Draw();
        PairComparison pair = VariantComparison.Of(Tables.Of(("a", a), ("b", b))).Pairs[0];
        (char, char)[] both = [.. a.Zip(b).Where(cell => "+-".Contains(cell.First) && "+-".Contains(cell.Second))];
        Assert.Equal((both.Length, both.Count(cell => cell == ('+', '-')), both.Count(cell => cell == ('-', '+'))),
            (pair.N, pair.BaselineOnly, pair.CandidateOnly));
    }
}
