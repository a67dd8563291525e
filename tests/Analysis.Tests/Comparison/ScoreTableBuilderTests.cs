using TrialKeep.Analysis.Comparison;

namespace TrialKeep.Analysis.Tests.Comparison;

public sealed class ScoreTableBuilderTests
{
    [Fact]
    public void Order_and_names_are_kept()
    {
        ScoreTableBuilder builder = Start("z", "a");
        builder.AddUnit("second-item", 1);
        builder.AddUnit("first-item", 0);
        ScoreTable table = builder.Build();
        Assert.Equal(("experiment", "run", "evaluator"), (table.Experiment, table.RunId, table.Evaluator));
        Assert.Equal(["z", "a"], table.Variants);
        Assert.Equal([new ScoreUnit("second-item", 1), new ScoreUnit("first-item", 0)], table.Units);
        Assert.Equal(1, table.IndexOf("a"));
        Assert.Equal(-1, table.IndexOf("A"));
    }

    [Fact]
    public void A_cell_that_was_never_set_is_missing()
    {
        ScoreTableBuilder builder = Start("a", "b");
        builder.AddUnit("x");
        builder.AddUnit("y");
        builder.Set(1, 0, Outcome.Correct);
        ScoreTable table = builder.Build();
        Assert.Equal([Outcome.Missing, Outcome.Correct], table.OutcomesOf(0).ToArray());
        Assert.Equal(Outcome.Missing, table[1, 1]);
        Assert.Empty(table.Reasons(0, Outcome.Missing));
    }

    [Fact]
    public void Reasons_are_counted_by_variant_and_outcome_in_ordinal_order()
    {
        ScoreTableBuilder builder = Start("a", "b");
        for (int i = 0; i < 6; i++)
            builder.AddUnit($"item-{i}");
        builder.Set(0, 0, Outcome.Failed, "timeout");
        builder.Set(1, 0, Outcome.Failed, "Refused");
        builder.Set(2, 0, Outcome.Failed, "timeout");
        builder.Set(3, 0, Outcome.Failed);
        builder.Set(4, 0, Outcome.Unscored, "no number");
        builder.Set(5, 0, Outcome.Missing, "budget spent");
        ScoreTable table = builder.Build();
        Assert.Equal(["Refused=1", $"{ScoreTableBuilder.NoReason}=1", "timeout=2"], Shown(table.Reasons(0, Outcome.Failed)));
        Assert.Equal(["no number=1"], Shown(table.Reasons(0, Outcome.Unscored)));
        Assert.Equal(["budget spent=1"], Shown(table.Reasons(0, Outcome.Missing)));
        Assert.Empty(table.Reasons(1, Outcome.Failed));
    }

    [Fact]
    public void A_table_does_not_change_when_its_builder_goes_on()
    {
        ScoreTableBuilder builder = Start("a");
        builder.AddUnit("x");
        builder.Set(builder.AddUnit("y"), 0, Outcome.Failed, "timeout");
        ScoreTable table = builder.Build();
        builder.Set(0, 0, Outcome.Failed, "timeout");
        builder.AddUnit("z");
        Assert.Equal(2, table.Units.Count);
        Assert.Equal([Outcome.Missing, Outcome.Failed], table.OutcomesOf(0).ToArray());
        Assert.Equal(["timeout=1"], Shown(table.Reasons(0, Outcome.Failed)));
    }

    [Fact]
    public void A_million_cells_keep_their_places()
    {
        ScoreTableBuilder builder = Start("a", "b", "c", "d");
        for (int i = 0; i < 250_000; i++)
        {
            int unit = builder.AddUnit($"{i / 2}", i % 2);
            for (int variant = 0; variant < 4; variant++)
                builder.Set(unit, variant, (i + variant) % 3 == 0 ? Outcome.Correct : Outcome.Incorrect);
        }
        VariantComparison comparison = VariantComparison.Of(builder.Build());
        Assert.Equal([83_334, 83_333, 83_333, 83_334], comparison.Summaries.Select(summary => summary.Correct));
        Assert.Equal(new ScoreUnit("124999", 1), comparison.Table.Units[^1]);
        Assert.Equal(83_334, comparison.Pairs[0].BaselineOnly);
        Assert.Equal(0, comparison.Pairs[2].BaselineOnly);
    }

    [Fact]
    public void Contradictions_are_refused_by_name()
    {
        ScoreTableBuilder builder = Start("a", "b");
        int unit = builder.AddUnit("x", 2);
        Assert.Contains("Sample 2 of item 'x' was added twice", Assert.Throws<ArgumentException>(() => builder.AddUnit("x", 2)).Message);
        builder.Set(unit, 1, Outcome.Correct);
        Assert.Contains("Variant 'b' has two outcomes for sample 2 of item 'x'",
            Assert.Throws<InvalidOperationException>(() => builder.Set(unit, 1, Outcome.Incorrect)).Message);
        Assert.Equal("reason", Assert.Throws<ArgumentException>(() => builder.Set(unit, 0, Outcome.Correct, "why")).ParamName);
        Assert.Equal(Outcome.Missing, builder.Build()[unit, 0]);
        Assert.Contains("'a' is listed twice", Assert.Throws<ArgumentException>(() => Start("a", "b", "a")).Message);
        Assert.Throws<ArgumentException>(() => Start());
    }

    [Theory]
    [InlineData(1, 0, Outcome.Correct, "unit")]
    [InlineData(-1, 0, Outcome.Correct, "unit")]
    [InlineData(0, 2, Outcome.Correct, "variant")]
    [InlineData(0, -1, Outcome.Correct, "variant")]
    [InlineData(0, 0, (Outcome)5, "outcome")]
    public void Places_that_do_not_exist_are_refused(int unit, int variant, Outcome outcome, string name)
    {
        ScoreTableBuilder builder = Start("a", "b");
        builder.AddUnit("x");
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => builder.Set(unit, variant, outcome)).ParamName);
    }

    private static ScoreTableBuilder Start(params string[] variants) => new("experiment", "run", "evaluator", variants);

    private static IEnumerable<string> Shown(IReadOnlyDictionary<string, int> reasons) => reasons.Select(reason => $"{reason.Key}={reason.Value}");
}
