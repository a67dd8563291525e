using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Reports.Documents;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed class VictoriesTests
{
    private static readonly string _weak = Tables.Runs("+40 -60"), _middle = Tables.Runs("+70 -30"), _strong = Tables.Runs("+95 -5"), _alsoStrong = Tables.Runs("+94 -6");

    [Fact]
    public void The_verdict_names_the_real_differences()
    {
        Assert.Equal("There is one variant: nothing to compare.", Verdict(("a", _weak)));
        Assert.Equal("No two variants are scored on the same items: nothing to compare.", Verdict(("a", "?!"), ("b", "+-")));
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
    public void Another_correction_and_level_are_named()
    {
        ArmTable table = Tables.Of(("a", _weak), ("b", _middle), ("c", _strong));
        Assert.StartsWith("Real at 1% after Benjamini and Hochberg's correction: ", Sentence(table, new() { Correction = Correction.BenjaminiHochberg, Level = 0.01 }), StringComparison.Ordinal);
        Assert.StartsWith("Real at 5%, not corrected for the number of pairs: ", Sentence(table, new() { Correction = Correction.None }), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_are_better_when_lower_are_won_by_the_lower()
    {
        ArmTable table = TestArms.Numbers("r", ("slow", [.. Enumerable.Range(0, 40).Select(static i => 9.5 + i % 3)]), ("fast", [.. Enumerable.Range(0, 40).Select(static i => 7.0 + i % 4)]));
        Assert.Equal("Real at 5%: fast beats slow by 1.975.", Sentence(table, new() { Better = Direction.Lower }));
    }

    [Fact]
    public void Many_reasons_are_summed_up()
    {
        ArmTableBuilder builder = new("e", "r", new("v", ""), ["a"]);
        for (int i = 0; i < 28; i++)
            builder.SetGap(builder.AddUnit($"{i}"), 0, Standing.Failed, $"reason {(int)Math.Sqrt(i)}");
        builder.AddUnit("left");
        Assert.Equal(["a: 28 failed (9 × reason 4; 7 × reason 3; 5 × reason 2; 3 × reason 1; 3 × reason 5; 1 × other reasons), 1 missing."], Gaps.Of(Tables.Compare(builder.Build()).Arms));
        Assert.Equal(["Every planned answer is scored."], Gaps.Of(Tables.Compare(Tables.Of(("a", "+-"))).Arms));
    }

    private static string Verdict(params (string, string)[] rows) => Sentence(Tables.Of(rows), new());

    private static string Sentence(ArmTable table, ComparisonOptions options) => new Victories(new ReportWords(Tables.Compare(table, options with { Ranked = false }), new())).Sentence();
}
