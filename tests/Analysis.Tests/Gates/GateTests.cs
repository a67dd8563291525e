using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Gates.Rules;

namespace TrialKeep.Analysis.Tests.Gates;

/// <summary>What rules say about runs.</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData("+150 -50", "+150 -50", 0.02, GateVerdict.Passed)]
    [InlineData("+150 -50", "+200", 0, GateVerdict.Passed)]
    [InlineData("+150 -50", "+150 -50", 0.01, GateVerdict.Undecided)]
    [InlineData("+150 -50", "+150 -50", 0, GateVerdict.Undecided)]
    [InlineData("+150 -50", "+140 -60", 0.05, GateVerdict.Undecided)]
    [InlineData("+150 -50", "+100 -100", 0.05, GateVerdict.Failed)]
    [InlineData("+150 -50", "+100 -100", 0.4, GateVerdict.Passed)]
    [InlineData("+150 -50", "!200", 0.4, GateVerdict.Failed)]
    [InlineData("!200", "+200", 0.4, GateVerdict.NothingToCompare)]
    public void The_interval_decides(string before, string after, double margin, GateVerdict expected)
    {
        GateDecision decision = NoWorse(margin, Table("run-0", ("a", before)), Table("run-1", ("a", after)));
        Assert.Equal(expected, decision.Verdict);
        Assert.Equal(expected, Assert.Single(decision.Rules).Verdict);
    }

    [Fact]
    public void Each_verdict_is_explained_in_a_sentence_with_its_numbers()
    {
        GateDecision decision = NoWorse(0.025,
            Table("run-0", ("same", "+150 -50"), ("worse", "+150 -50"), ("unsure", "+150 -50"), ("gone", "+150 -50")),
            Table("run-1", ("same", "+150 -49 !1"), ("worse", "+100 -100"), ("unsure", "+148 -47 +5"), ("fresh", "+150 -50")));
        Assert.Equal(
            [
                "Passed: same is not worse than in run run-0 by more than 2.5 points: 0.0 points (95% interval -1.9 to +1.9) over 200 pairs, 0 lost and 0 won (1 without a score here count as lost).",
                "Failed: worse is worse than in run run-0 by more than 2.5 points: -25.0 points (95% interval -31.4 to -19.5) over 200 pairs, 50 lost and 0 won.",
                "Passed: unsure is not worse than in run run-0 by more than 2.5 points: +1.5 points (95% interval -1.4 to +4.9) over 200 pairs, 2 lost and 5 won.",
                "Nothing to compare: no answer of fresh is scored both here and in run run-0 (it is a variant of run run-1 only).",
                "Nothing to compare: no answer of gone is scored both here and in run run-0 (it is a variant of run run-0 only).",
            ],
            decision.Rules.Select(static rule => rule.Explanation));
        Assert.Equal((GateVerdict.Failed, "run-1", "run-0"), (decision.Verdict, decision.RunId, decision.Baseline));
    }

    [Fact]
    public void Excluded_gaps_are_told() =>
        Assert.EndsWith("over 199 pairs, 0 lost and 0 won (1 scored only there left out).", new Gate([RuleText.NoWorse("correct", 0.025)], new() { Missing = MissingPolicy.Exclude })
            .Judge([Table("run-1", ("same", "+150 -49 !1"))], [Table("run-0", ("same", "+150 -50"))]).Explanation, StringComparison.Ordinal);

    [Theory]
    [InlineData("correct >= 0.6", GateVerdict.Passed)]
    [InlineData("correct >= 75%", GateVerdict.Undecided)]
    [InlineData("correct >= 0.9", GateVerdict.Failed)]
    [InlineData("correct <= 0.9", GateVerdict.Passed)]
    [InlineData("correct <= 0.6", GateVerdict.Failed)]
    public void A_floor_and_a_ceiling_are_decided_by_the_interval(string rule, GateVerdict expected)
    {
        GateDecision decision = new Gate([RuleText.Parse(rule)]).Judge([Table("run-1", ("a", "+150 -50"))]);
        Assert.Equal(expected, decision.Verdict);
        Assert.EndsWith($": a: correct is 75.0% (95% interval 68.6% to 80.5%) over 200 answers; the rule is '{rule}'.", decision.Explanation, StringComparison.Ordinal);
        Assert.Null(decision.Baseline);
    }

    [Fact]
    public void Missing_answers_count_as_the_worst_under_a_floor()
    {
        ArmTable table = Table("run-1", ("a", "+150 !50"));
        Assert.Equal(0.75, new Gate([RuleText.Parse("correct >= 0.9")]).Judge([table]).Rules[0].Value);
        GateDecision excluded = new Gate([RuleText.Parse("correct >= 0.9")], new() { Missing = MissingPolicy.Exclude }).Judge([table]);
        Assert.Equal((1.0, GateVerdict.Passed), (excluded.Rules[0].Value, excluded.Verdict));
        Assert.Contains("(50 answers without it left out)", excluded.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Ceilings_hold_for_means_and_quantiles_of_measurements()
    {
        ArmTable table = Measured("run-1", static i => 0.5 + i / 100.0);
        Assert.Equal(GateVerdict.Passed, Judge(table, "latency <= 1.2").Verdict);
        Assert.Equal(GateVerdict.Failed, Judge(table, "latency <= 0.9").Verdict);
        RuleVerdict p90 = Judge(table, "latency.p90 <= 1.6").Rules[0];
        // Order statistics of 100 values: the 84th and the 96th hold the 90th percentile with 95%.
        Assert.Equal((GateVerdict.Passed, 0.5 + 83 / 100.0, 0.5 + 95 / 100.0), (p90.Verdict, p90.Interval!.Value.Low, p90.Interval.Value.High));
        RuleVerdict extreme = Judge(table, "latency.p99 <= 1.6").Rules[0];
        Assert.Equal((GateVerdict.Undecided, double.PositiveInfinity), (extreme.Verdict, extreme.Interval!.Value.High));
        Assert.Contains("p99 of latency is", extreme.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_is_compared_with_the_baseline_in_pairs()
    {
        ArmTable before = Measured("run-0", static i => 0.5 + i / 100.0), after = Measured("run-1", static i => 0.6 + i / 100.0 + i % 3 / 100.0);
        Assert.Equal(GateVerdict.Passed, new Gate([RuleText.Parse("latency <= baseline + 0.2")]).Judge([after], [before]).Verdict);
        Assert.Equal(GateVerdict.Failed, new Gate([RuleText.Parse("latency <= baseline + 0.05")]).Judge([after], [before]).Verdict);
    }

    [Fact]
    public void Several_rules_are_as_grave_as_the_gravest_and_one_without_anything_to_compare_is_no_pass()
    {
        ArmTable table = Table("run-1", ("a", "+150 -50"));
        GateDecision decision = new Gate([RuleText.Parse("correct >= 0.6"), RuleText.NoWorse("correct", 0.02)]).Judge([table]);
        Assert.Equal([GateVerdict.Passed, GateVerdict.NothingToCompare], decision.Rules.Select(static rule => rule.Verdict));
        Assert.Equal(GateVerdict.NothingToCompare, decision.Verdict);
        Assert.Equal(GateVerdict.Failed, new Gate([RuleText.Parse("correct >= 0.9"), RuleText.NoWorse("correct", 0.02)]).Judge([table]).Verdict);
        Assert.Equal(GateVerdict.NothingToCompare, NoWorse(0, table, table, static _ => false).Verdict);
    }

    [Fact]
    public void A_variant_of_one_run_only_is_listed_and_does_not_decide()
    {
        GateDecision decision = NoWorse(0.05, Table("run-0", ("kept", "+200"), ("gone", "+200")), Table("run-1", ("kept", "+200"), ("fresh", "-200")));
        Assert.Equal(GateVerdict.Passed, decision.Verdict);
        Assert.Equal([("kept", GateVerdict.Passed), ("fresh", GateVerdict.NothingToCompare), ("gone", GateVerdict.NothingToCompare)], decision.Rules.Select(static rule => (rule.Arm, rule.Verdict)));
    }

    [Fact]
    public void An_unknown_metric_is_refused_with_those_there_are() =>
        Assert.Equal("There is no evaluation or measurement 'latncy' for a rule; there are correct, latency.",
            Assert.Throws<GateRuleException>(() => Judge(Measured("r", static i => i), "latncy <= 2")).Message);

    [Fact]
    public void Sentences_do_not_depend_on_the_culture() =>
        Cultures.ChangeNothing(() => NoWorse(0.025, Table("run-0", ("a", "+1500 -50")), Table("run-1", ("a", "+1400 -150"))).Explanation);

    private static GateDecision Judge(ArmTable table, string rule) => new Gate([RuleText.Parse(rule)]).Judge([table]);

    private static GateDecision NoWorse(double margin, ArmTable before, ArmTable after, Func<string, bool>? includes = null) =>
        new Gate([RuleText.NoWorse("correct", margin)]).Judge([after], [before], includes);

    private static ArmTable Table(string run, params (string Variant, string Runs)[] rows) => TestArms.Letters(run, [.. rows.Select(static row => (row.Variant, Tables.Runs(row.Runs)))]);

    private static ArmTable Measured(string run, Func<int, double> latency)
    {
        ArmTableBuilder table = new("e", run, TestArms.Evaluator, ["a"], measurements: [new("latency", "s", Direction.Lower)]);
        for (int i = 0; i < 100; i++)
        {
            int unit = table.AddUnit(TestArms.Item(i));
            table.SetScore(unit, 0, 1);
            table.SetMeasurement(unit, 0, 0, latency(i));
        }

        return table.Build();
    }
}
