using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Gates;

namespace TrialKeep.Analysis.Tests.Gates;

public sealed class NoWorseThanBaselineTests
{
    [Theory]
    [InlineData("+150 -50", "+150 -50", 0.02, GateVerdict.Passed)]
    [InlineData("+150 -50", "+200", 0, GateVerdict.Passed)]
    [InlineData("+150 -50", "+150 -50", 0.01, GateVerdict.Undecided)]
    [InlineData("+150 -50", "+150 -50", 0, GateVerdict.Undecided)]
    [InlineData("+150 -50", "+140 -60", 0.05, GateVerdict.Undecided)]
    [InlineData("+150 -50", "+100 -100", 0.05, GateVerdict.Failed)]
    [InlineData("+150 -50", "+100 -100", 0.4, GateVerdict.Passed)]
    [InlineData("+150 -50", "!200", 0.4, GateVerdict.NothingToCompare)]
    public void The_interval_decides(string before, string after, double margin, GateVerdict expected)
    {
        GateResult result = Judge(margin, Tables.Of(("a", Tables.Runs(before))), Tables.Of(("a", Tables.Runs(after))));
        Assert.Equal(expected, result.Verdict);
        Assert.Equal(expected, Assert.Single(result.Variants).Verdict);
    }

    [Fact]
    public void The_limits_are_those_of_the_rule()
    {
        ScoreTable before = Tables.Of(("a", Tables.Runs("+150 -50"))), after = Tables.Of(("a", Tables.Runs("+120 -80")));
        PairedDifference difference = RunComparison.Of(before, after).Variants[0].Difference!.Value;
        Assert.Equal(GateVerdict.Passed, Judge(Math.BitIncrement(-difference.Low), before, after).Verdict);
        Assert.Equal(GateVerdict.Undecided, Judge(-difference.Low, before, after).Verdict);
        Assert.Equal(GateVerdict.Undecided, Judge(-difference.High, before, after).Verdict);
        Assert.Equal(GateVerdict.Failed, Judge(Math.BitDecrement(-difference.High), before, after).Verdict);
    }

    [Fact]
    public void Each_verdict_is_explained_in_a_sentence_with_its_numbers()
    {
        ScoreTable before = Tables.Of("run-0", ("same", Tables.Runs("+150 -50")), ("worse", Tables.Runs("+150 -50")), ("unsure", Tables.Runs("+150 -50")),
            ("gone", Tables.Runs("+150 -50")));
        ScoreTable after = Tables.Of("run-1", ("same", Tables.Runs("+150 -49 !1")), ("worse", Tables.Runs("+100 -100")), ("unsure", Tables.Runs("+148 -47 +5")),
            ("fresh", Tables.Runs("+150 -50")));
        GateResult result = Judge(0.025, before, after);
        Assert.Equal(
            [
                "Passed: same is not worse than in run run-0 by more than 2.5 points: 0.0 points (95% interval -1.9 to +1.9) over 199 pairs, 0 lost and 0 won (1 scored only there left out).",
                "Failed: worse is worse than in run run-0 by more than 2.5 points: -25.0 points (95% interval -31.4 to -19.5) over 200 pairs, 50 lost and 0 won.",
                "Passed: unsure is not worse than in run run-0 by more than 2.5 points: +1.5 points (95% interval -1.4 to +4.9) over 200 pairs, 2 lost and 5 won.",
                "Nothing to compare: no answer of fresh is scored both here and in run run-0 (200 scored only here left out).",
                "Nothing to compare: no answer of gone is scored both here and in run run-0 (200 scored only there left out).",
            ],
            result.Variants.Select(variant => variant.Explanation));
        Assert.Equal(string.Join('\n', result.Variants.Select(variant => variant.Explanation)), result.Explanation);
        Assert.Equal("Undecided: it can't be told whether same is worse than in run run-0: 0.0 points (95% interval -1.9 to +1.9) over 199 pairs, "
            + "0 lost and 0 won (1 scored only there left out).", Judge(0, before, after).Variants[0].Explanation);
    }

    [Theory]
    [InlineData("+200", "+200", GateVerdict.Passed)]
    [InlineData("+190 -10", "+200", GateVerdict.Undecided)]
    [InlineData("+190 -10", "!200", GateVerdict.Undecided)]
    [InlineData("+200", "!200", GateVerdict.Passed)]
    [InlineData("!200", "-200", GateVerdict.Failed)]
    [InlineData("!200", "!200", GateVerdict.NothingToCompare)]
    public void The_gravest_verdict_of_what_can_be_compared_counts(string first, string second, GateVerdict expected) =>
        Assert.Equal(expected, Judge(0.05, Tables.Of(("a", Tables.Runs("+200")), ("b", Tables.Runs("+200"))),
            Tables.Of(("a", Tables.Runs(first)), ("b", Tables.Runs(second)))).Verdict);

    [Fact]
    public void A_variant_of_one_run_only_is_listed_and_does_not_decide()
    {
        GateResult result = Judge(0.05, Tables.Of(("kept", Tables.Runs("+200")), ("gone", Tables.Runs("+200"))), Tables.Of(("kept", Tables.Runs("+200")), ("fresh", Tables.Runs("-200"))));
        Assert.Equal(GateVerdict.Passed, result.Verdict);
        Assert.Equal([("kept", GateVerdict.Passed), ("fresh", GateVerdict.NothingToCompare), ("gone", GateVerdict.NothingToCompare)], result.Variants.Select(variant => (variant.Variant, variant.Verdict)));
    }

    [Fact]
    public void A_selection_of_no_variant_has_nothing_to_compare()
    {
        RunComparison none = RunComparison.Of(Tables.Of(("a", "+")), Tables.Of(("a", "+")), static _ => false);
        Assert.Equal(GateVerdict.NothingToCompare, new NoWorseThanBaseline(0).Judge(none).Verdict);
    }

    [Fact]
    public void Sentences_do_not_depend_on_the_culture() =>
        Cultures.ChangeNothing(() => Judge(0.025, Tables.Of(("a", Tables.Runs("+1500 -50"))), Tables.Of(("a", Tables.Runs("+1400 -150")))).Explanation);

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Other_margins_are_refused(double margin) =>
        Assert.Equal("margin", Assert.Throws<ArgumentOutOfRangeException>(() => new NoWorseThanBaseline(margin)).ParamName);

    private static GateResult Judge(double margin, ScoreTable before, ScoreTable after) =>
        new NoWorseThanBaseline(margin).Judge(RunComparison.Of(before, after));
}
