using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Comparison.Leaderboards;
using TrialKeep.Analysis.Comparison.Slices;
using TrialKeep.Statistics.Multiplicity;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Tests.Comparison;

/// <summary>What the comparison holds beside its pairs.</summary>
public sealed class ArmComparisonTests
{
    [Theory]
    [InlineData(Correction.Holm)]
    [InlineData(Correction.Hochberg)]
    [InlineData(Correction.BenjaminiHochberg)]
    [InlineData(Correction.BenjaminiYekutieli)]
    [InlineData(Correction.None)]
    public void P_values_are_adjusted_over_all_pairs(Correction correction)
    {
        ComparisonResult result = ArmComparison.Of(Arm.AllOf(Three()), new() { Correction = correction });
        double[] p = [.. result.Pairs.Select(static pair => pair.P!.Value)];
        double[] expected = correction switch
        {
            Correction.Holm => HolmAdjustment.Adjust(p),
            Correction.Hochberg => HochbergAdjustment.Adjust(p),
            Correction.BenjaminiHochberg => BenjaminiHochbergAdjustment.Adjust(p),
            Correction.BenjaminiYekutieli => BenjaminiYekutieliAdjustment.Adjust(p),
            _ => p,
        };
        Assert.Equal(3, p.Length);
        Assert.Equal(expected, result.Pairs.Select(static pair => pair.AdjustedP!.Value));
        Assert.Equal(expected.Select(static adjusted => adjusted <= 0.05), result.Pairs.Select(static pair => pair.IsReal));
    }

    [Fact]
    public void An_arm_is_summarised_with_its_interval_and_its_gaps()
    {
        ArmSummary summary = ArmComparison.Of(Arm.AllOf(TestArms.Letters("r", ("a", "+++-!!?.")))).Arms[0];
        Assert.Equal((8, 4, 1, 2, 1, 3), (summary.Planned, summary.Scored, summary.Unscored, summary.Failed, summary.Missing, summary.Right));
        Assert.Equal((0.75, WilsonInterval.Of(3, 4), "Wilson"), (summary.Mean, summary.Interval, summary.IntervalMethod));
        Assert.Equal([new GapReason(Standing.Failed, "429", 2), new GapReason(Standing.Unscored, ArmTableBuilder.NoReason, 1)], summary.Gaps);
    }

    [Fact]
    public void The_leaderboard_ranks_on_common_units_with_intervals_of_the_ranks()
    {
        Leaderboard board = ArmComparison.Of(Arm.AllOf(Three())).Leaderboard!;
        Assert.Equal(["c", "b", "a"], board.Entries.Select(static entry => entry.Arm));
        Assert.Equal([(1, 1, 1), (2, 2, 3), (3, 2, 3)], board.Entries.Select(static entry => (entry.Rank, entry.RankLow, entry.RankHigh)));
        Assert.Equal((60, 60), (board.Units, board.Clusters));
        Assert.Equal(1, board.Entries.Sum(static entry => entry.ProbabilityBest), 1e-12);
    }

    [Fact]
    public void The_front_holds_what_nobody_beats_in_everything()
    {
        ArmTableBuilder table = new("e", "r", TestArms.Evaluator, ["cheap", "good", "bad", "same"], measurements: [new("cost", "EUR", Direction.Lower), new("speed", null, Direction.Higher)]);
        double[][] rows = [[0, 1, 5], [1, 3, 5], [0, 2, 4], [1, 3, 5]];
        for (int i = 0; i < 4; i++)
        {
            int unit = table.AddUnit(TestArms.Item(i));
            for (int variant = 0; variant < 4; variant++)
            {
                table.SetScore(unit, variant, rows[variant][0]);
                table.SetMeasurement(unit, variant, 0, rows[variant][1]);
                table.SetMeasurement(unit, variant, 1, rows[variant][2]);
            }
        }

        ComparisonResult result = ArmComparison.Of(Arm.AllOf(table.Build()));
        Assert.Equal(["cost", "speed", "cost+speed"], result.Fronts.Select(static front => string.Join('+', front.Measurements.Select(static info => info.Name))));
        Assert.Equal([("cheap", null), ("good", null), ("bad", "cheap"), ("same", null)], result.Fronts[0].Points.Select(static point => (point.Arm, point.DominatedBy)));
        Assert.Equal([("cheap", "good"), ("good", null), ("bad", "cheap"), ("same", null)], result.Fronts[1].Points.Select(static point => (point.Arm, point.DominatedBy)));
        MeasurementSummary cost = result.Arms[1].Measurements[0];
        Assert.Equal((4, 3.0, 3.0, 3.0, 12.0), (cost.Count, cost.Mean, cost.Median, cost.P95, cost.Total));
    }

    [Fact]
    public void A_slice_is_compared_by_level_and_adjusted_over_its_levels()
    {
        ArmTableBuilder table = new("e", "r", TestArms.Evaluator, ["a", "b"], slices: ["topic"]);
        for (int i = 0; i < 60; i++)
        {
            int unit = table.AddUnit(TestArms.Item(i), 0, new UnitTraits { Slices = [i < 40 ? "algebra" : i < 55 ? "geometry" : null] });
            table.SetScore(unit, 0, i % 4 == 0 ? 1 : 0);
            table.SetScore(unit, 1, i < 40 ? 1 : i % 4 == 0 ? 1 : 0);
        }

        SliceComparison slice = Assert.Single(ArmComparison.Of(Arm.AllOf(table.Build()), new() { By = ["topic"] }).Slices);
        Assert.Equal([("algebra", 40), ("geometry", 15), (null, 5)], slice.Levels.Select(static level => (level.Level.Level, level.Pairs[0].Counts.Compared)));
        Assert.Equal(HolmAdjustment.Adjust([.. slice.Levels.Select(static level => level.Pairs[0].P!.Value)]), slice.Levels.Select(static level => level.Pairs[0].AdjustedP!.Value));
        Assert.Equal(0.75, slice.Levels[0].Pairs[0].Effect!.Value);
        Assert.Contains("there are topic", Assert.Throws<ArgumentException>(() => ArmComparison.Of(Arm.AllOf(table.Build()), new() { By = ["subject"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_of_one_variant_are_arms()
    {
        ArmTableBuilder table = new("e", "r", TestArms.Evaluator, ["a"], slices: ["topic"]);
        for (int i = 0; i < 20; i++)
            table.SetScore(table.AddUnit(TestArms.Item(i), 0, new UnitTraits { Slices = [i < 12 ? "algebra" : "geometry"] }), 0, i < 10 ? 1 : 0);
        Arm arm = Arm.AllOf(table.Build())[0];
        ArmPair pair = Assert.Single(ArmComparison.Of([arm with { Name = "algebra", Slice = new("topic", "algebra") }, arm with { Name = "geometry", Slice = new("topic", "geometry") }]).Pairs);
        Assert.False(pair.IsPaired);
        Assert.Equal(-10 / 12.0, pair.Effect!.Value, 1e-15);
    }

    [Fact]
    public void The_biggest_movers_come_first()
    {
        ArmPair pair = Assert.Single(ArmComparison.Of(Arm.AllOf(TestArms.Numbers("r", ("a", [5, 5, 5, 5, 5]), ("b", [4, 9, 1, 5, 6]))), new() { Listed = 1 }).Pairs);
        Assert.Equal((TestArms.Item(2), -4.0, 2), (Assert.Single(pair.Regressions).Unit.Item, pair.Regressions[0].Difference, pair.Lost));
        Assert.Equal((TestArms.Item(1), 4.0, 2), (Assert.Single(pair.Improvements).Unit.Item, pair.Improvements[0].Difference, pair.Won));
    }

    [Fact]
    public void More_pairs_show_smaller_differences()
    {
        EffectPower few = Assert.Single(ArmComparison.Of(Arm.AllOf(Repeat(1)), new() { Margin = 0.1 }).Pairs).Power!;
        EffectPower many = Assert.Single(ArmComparison.Of(Arm.AllOf(Repeat(9)), new() { Margin = 0.1 }).Pairs).Power!;
        Assert.True(few.IsMargin && few.Power < 0.3 && many.Power > few.Power && many.Detectable < few.Detectable / 2);
        Assert.InRange(many.NeededPairs!.Value, few.NeededPairs!.Value / 2, few.NeededPairs.Value * 2);
    }

    [Fact]
    public void A_judge_is_held_against_labels_of_the_same_answers()
    {
        ArmTable judge = TestArms.Letters("r", ("a", "++++--+?"), ("b", "+-+-....")), labels = TestArms.Letters("r", ("a", "+++--+.+"), ("b", "+-......"));
        IReadOnlyList<JudgeReport> reports = JudgeComparison.Of(judge, labels);
        Assert.Equal([null, "a", "b"], reports.Select(static report => report.Arm));
        Assert.Equal((3, 1, 1, 1), (reports[1].Agreement.TruePositives, reports[1].Agreement.FalseNegatives, reports[1].Agreement.FalsePositives, reports[1].Agreement.TrueNegatives));
        Assert.Equal((8, 5 / 7.0), (reports[0].Agreement.Count, reports[1].Reported!.Value));
        Assert.Equal(reports[1].Agreement.CorrectedRate(5 / 7.0), reports[1].Corrected);
        Assert.Empty(JudgeComparison.Of(judge, TestArms.Letters("r", ("other", "+"))));
        Assert.Throws<ArgumentException>(() => JudgeComparison.Of(judge, TestArms.Letters("s", ("a", "+"))));
    }

    [Fact]
    public void Variants_without_a_namesake_are_unmatched()
    {
        ComparisonResult result = ArmComparison.Against(TestArms.Letters("r", ("kept", "+-"), ("gone", "+-")), TestArms.Letters("s", ("kept", "++"), ("fresh", "++")));
        Assert.Equal(("kept", "kept (run r)"), (Assert.Single(result.Pairs).Candidate.Name, result.Pairs[0].Baseline.Name));
        Assert.Equal(["fresh", "gone (run r)"], result.Unmatched.Select(static arm => arm.Name));
    }

    [Fact]
    public void A_hundred_thousand_units_of_ten_arms_are_compared_and_only_what_is_listed_is_kept()
    {
        ArmTableBuilder table = new("e", "r", TestArms.Evaluator, Enumerable.Range(0, 10).Select(static i => $"v{i}"));
        for (int i = 0; i < 100_000; i++)
        {
            int unit = table.AddUnit($"item-{i}");
            for (int variant = 0; variant < 10; variant++)
                table.SetScore(unit, variant, (i * 7919 + variant * 104729) % (variant + 3) == 0 ? 0 : 1);
        }

        ArmTable built = table.Build();
        ComparisonResult result = ArmComparison.Of(Arm.AllOf(built), new() { Resamples = 50 });
        Assert.Equal(45, result.Pairs.Count);
        Assert.All(result.Pairs, static pair => Assert.Equal((100_000, true), (pair.Counts.Compared, pair.Regressions.Count <= 50 && pair.Improvements.Count <= 50)));
    }

    private static ArmTable Three() => TestArms.Letters("r",
        ("a", string.Concat(Enumerable.Repeat("+-----", 10))), ("b", string.Concat(Enumerable.Repeat("-+----", 9)) + "-++---"), ("c", string.Concat(Enumerable.Repeat("+++++-", 10))));

    private static ArmTable Repeat(int times) =>
        TestArms.Letters("r", ("a", string.Concat(Enumerable.Repeat("++++++------+-+-", times))), ("b", string.Concat(Enumerable.Repeat("+++++-+-----+-++", times))));
}
