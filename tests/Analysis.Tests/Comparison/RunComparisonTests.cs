using TrialKeep.Analysis.Comparison;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Tests.Comparison;

public sealed class RunComparisonTests
{
    [Fact]
    public void Units_are_paired_by_item_and_sample_whatever_their_order()
    {
        ScoreTable before = Table("before", [("x", 0, Outcome.Correct), ("x", 1, Outcome.Correct), ("y", 0, Outcome.Incorrect), ("gone", 0, Outcome.Correct)]);
        ScoreTable after = Table("after", [("new", 0, Outcome.Correct), ("y", 0, Outcome.Correct), ("x", 1, Outcome.Incorrect), ("x", 0, Outcome.Correct)]);
        RunDifference difference = Assert.Single(RunComparison.Of(before, after).Variants);
        Assert.Equal((3, 1, 1), (difference.N, difference.BaselineOnly, difference.CandidateOnly));
        Assert.Equal((1, 1), (difference.ScoredInBaselineOnly, difference.ScoredInCandidateOnly));
        Assert.Equal(0, difference.Difference!.Value.Estimate);
        Assert.Equal(PairedDifferenceInterval.Of(3, 1, 1).High, difference.Difference.Value.High);
        Assert.Equal(1, difference.PMcNemar);
    }

    [Fact]
    public void What_failed_in_one_run_is_counted_as_left_out()
    {
        RunDifference difference = RunComparison.Of(Tables.Of(("a", "++-+?")), Tables.Of(("a", "+!-.+"))).Variants[0];
        Assert.Equal((2, 2, 1), (difference.N, difference.ScoredInBaselineOnly, difference.ScoredInCandidateOnly));
    }

    [Fact]
    public void Variants_of_either_run_are_listed()
    {
        RunComparison comparison = RunComparison.Of(Tables.Of(("old", "++"), ("kept", "+-")), Tables.Of(("kept", "++"), ("new", "+-")));
        Assert.Equal(["kept", "new", "old"], comparison.Variants.Select(variant => variant.Variant));
        Assert.Equal([2, 0, 0], comparison.Variants.Select(variant => variant.N));
        Assert.Equal([0, 2, 0], comparison.Variants.Select(variant => variant.ScoredInCandidateOnly));
        Assert.Equal([0, 0, 2], comparison.Variants.Select(variant => variant.ScoredInBaselineOnly));
        Assert.Null(comparison.Variants[1].Difference);
    }

    [Fact]
    public void A_selection_applies_to_the_variants_of_both_runs()
    {
        RunComparison comparison = RunComparison.Of(Tables.Of(("old", "++"), ("kept", "+-")), Tables.Of(("kept", "++"), ("new", "+-")), static name => name == "kept");
        Assert.Equal("kept", Assert.Single(comparison.Variants).Variant);
    }

    [Fact]
    public void Scores_of_different_evaluators_are_not_compared()
    {
        ScoreTable other = new ScoreTableBuilder("word-problems", "run-2", "strict", ["a"]).Build();
        string message = Assert.Throws<ArgumentException>(() => RunComparison.Of(Tables.Of(("a", "+")), other)).Message;
        Assert.Contains("'run-1' was scored by 'correct' and run 'run-2' by 'strict'", message);
    }

    private static ScoreTable Table(string run, (string Item, int Sample, Outcome Outcome)[] rows)
    {
        var builder = new ScoreTableBuilder("e", run, "v", ["a"]);
        foreach ((string item, int sample, Outcome outcome) in rows)
            builder.Set(builder.AddUnit(item, sample), 0, outcome);
        return builder.Build();
    }
}
