using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Tests.Phrasing;

public sealed class FindingsTests
{
    private static readonly string _weak = Tables.Runs("+40 -60"), _middle = Tables.Runs("+70 -30"), _strong = Tables.Runs("+95 -5"),
        _alsoStrong = Tables.Runs("+94 -6");

    [Fact]
    public void The_headline_says_who_is_best_and_whether_that_is_certain()
    {
        Assert.Equal("No answer was scored.", Headline(("a", "?!.")));
        Assert.Equal("a answers 40.0% correctly.", Headline(("a", _weak)));
        Assert.Equal("b is better than a: 95.0% against 40.0%.", Headline(("a", _weak), ("b", _strong)));
        Assert.Equal("a is better than b: 95.0% against 40.0%.", Headline(("a", _strong), ("b", _weak)));
        Assert.Equal("c is best with 95.0%, ahead of every other variant.", Headline(("a", _weak), ("b", _middle), ("c", _strong)));
        Assert.Equal("a leads with 95.0%, but b can't be told apart from it.", Headline(("a", _strong), ("b", _alsoStrong)));
        Assert.Equal("a leads with 95.0%, but b can't be told apart from it.", Headline(("a", _strong), ("b", _alsoStrong), ("c", _weak)));
        Assert.Equal("No variant stands out: a leads with 95.0%, and no other can be told apart from it.",
            Headline(("a", _strong), ("b", _alsoStrong), ("c", _alsoStrong)));
        Assert.Equal("a leads with 95.0%, but 2 of the others can't be told apart from it.",
            Headline(("a", _strong), ("b", _alsoStrong), ("c", _alsoStrong), ("d", _weak)));
    }

    [Fact]
    public void The_headline_does_not_call_best_what_was_scored_on_other_items()
    {
        Assert.Equal("a has the highest accuracy, 100.0%, but not every variant was scored on the same items.",
            Headline(("a", Tables.Runs("+50 .50")), ("b", Tables.Runs(".50 +40 -10"))));
        Assert.Equal("a has the highest accuracy, 80.0%, but on the items scored in both b is better.",
            Headline(("a", Tables.Runs("-20 +80")), ("b", Tables.Runs("+15 -5 .80"))));
    }

    [Fact]
    public void The_verdict_names_the_real_differences()
    {
        Assert.Equal("There is one variant: nothing to compare.", Verdict(("a", _weak)));
        Assert.Equal("No two variants are scored on the same items: nothing to compare.", Verdict(("a", "+."), ("b", ".+")));
        Assert.Equal("The difference is not shown to be real at 5%: it may be chance.", Verdict(("a", _strong), ("b", _alsoStrong)));
        Assert.Equal("None of the 3 differences is shown to be real at 5% after Holm's correction: they may be chance.",
            Verdict(("a", _strong), ("b", _alsoStrong), ("c", _strong)));
        Assert.Equal("Real at 5%: b beats a by 55.0 points.", Verdict(("a", _weak), ("b", _strong)));
        Assert.Equal("Real at 5% after Holm's correction: b beats a by 30.0 points; c beats a by 55.0 points and b by 25.0.",
            Verdict(("a", _weak), ("b", _middle), ("c", _strong)));
        Assert.Equal("Real at 5% after Holm's correction: b beats a by 55.0 points; c beats a by 54.0 points; the other pair can't be told apart.",
            Verdict(("a", _weak), ("b", _strong), ("c", _alsoStrong)));
    }

    [Fact]
    public void Many_reasons_are_summed_up()
    {
        var builder = new ScoreTableBuilder("e", "r", "v", ["a"]);
        for (int i = 0; i < 28; i++)
            builder.Set(builder.AddUnit($"{i}"), 0, Outcome.Failed, $"reason {(int)Math.Sqrt(i)}");
        builder.AddUnit("left");
        Assert.Equal(["a: 28 failed (9 × reason 4; 7 × reason 3; 5 × reason 2; 3 × reason 1; 3 × reason 5; 1 × other reasons), 1 missing."],
            new Findings(VariantComparison.Of(builder.Build())).Gaps());
        Assert.Equal(["Every planned answer is scored."], Of(("a", "+-")).Gaps());
    }

    private static Findings Of(params (string, string)[] rows) => new(VariantComparison.Of(Tables.Of(rows)));

    private static string Headline(params (string, string)[] rows) => Of(rows).Headline();

    private static string Verdict(params (string, string)[] rows) => Of(rows).Verdict();
}
