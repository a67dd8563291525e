using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Tests.Comparison;

public sealed class ArmTableBuilderTests
{
    [Fact]
    public void Order_and_names_are_kept()
    {
        ArmTableBuilder builder = Start("z", "a");
        builder.AddUnit("second-item", 1);
        builder.AddUnit("first-item", 0);
        ArmTable table = builder.Build();
        Assert.Equal(("experiment", "run", "evaluator"), (table.Experiment, table.RunId, table.Evaluator.Name));
        Assert.Equal(["z", "a"], table.Variants);
        Assert.Equal([new ScoreUnit("second-item", 1), new ScoreUnit("first-item", 0)], table.Units);
        Assert.Equal((1, -1), (table.IndexOf("a"), table.IndexOf("A")));
    }

    [Fact]
    public void A_cell_that_was_never_set_is_missing_and_a_table_does_not_change_when_its_builder_goes_on()
    {
        ArmTableBuilder builder = Start("a");
        builder.AddUnit("x");
        builder.SetGap(builder.AddUnit("y"), 0, Standing.Failed, "timeout");
        ArmTable table = builder.Build();
        builder.SetScore(0, 0, 1);
        builder.AddUnit("z");
        Assert.Equal([Standing.Missing, Standing.Failed], table.StandingsOf(0).ToArray());
        Assert.Equal((null, "timeout"), (table.ReasonOf(0, 0), table.ReasonOf(0, 1)));
        Assert.Equal([double.NaN, double.NaN], table.ScoresOf(0).ToArray());
    }

    [Fact]
    public void A_million_cells_keep_their_places()
    {
        ArmTableBuilder builder = Start("a", "b", "c", "d");
        for (int i = 0; i < 250_000; i++)
        {
            int unit = builder.AddUnit($"{i / 2}", i % 2);
            for (int variant = 0; variant < 4; variant++)
                builder.SetScore(unit, variant, (i + variant) % 3 == 0 ? 1 : 0);
        }

        ArmTable table = builder.Build();
        Assert.Equal([83_334, 83_333, 83_333, 83_334], Enumerable.Range(0, 4).Select(variant => table.ScoresOf(variant).Count(1.0)));
        Assert.Equal(new ScoreUnit("124999", 1), table.Units[^1]);
    }

    [Fact]
    public void Contradictions_are_refused_by_name()
    {
        ArmTableBuilder builder = Start("a", "b");
        int unit = builder.AddUnit("x", 2);
        Assert.Contains("Sample 2 of item 'x' was added twice", Assert.Throws<ArgumentException>(() => builder.AddUnit("x", 2)).Message, StringComparison.Ordinal);
        builder.SetScore(unit, 1, 1);
        Assert.Contains("Variant 'b' has two outcomes for sample 2 of item 'x'", Assert.Throws<InvalidOperationException>(() => builder.SetScore(unit, 1, 0)).Message, StringComparison.Ordinal);
        Assert.Equal("standing", Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetGap(unit, 0, Standing.Scored)).ParamName);
        Assert.Equal(Standing.Missing, builder.Build().StandingsOf(0)[unit]);
        Assert.Contains("'a' is listed twice", Assert.Throws<ArgumentException>(() => Start("a", "b", "a")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Start());
    }

    [Theory]
    [InlineData(1, 0, "unit")]
    [InlineData(-1, 0, "unit")]
    [InlineData(0, 2, "variant")]
    [InlineData(0, -1, "variant")]
    public void Places_that_do_not_exist_are_refused(int unit, int variant, string name)
    {
        ArmTableBuilder builder = Start("a", "b");
        builder.AddUnit("x");
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => builder.SetScore(unit, variant, 1)).ParamName);
    }

    private static ArmTableBuilder Start(params string[] variants) => new("experiment", "run", new("evaluator", ""), variants);
}
