using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Pairing;

namespace TrialKeep.Analysis.Tests.Comparison;

/// <summary>Missing, failed and unscored answers, changed items and prompts.</summary>
public sealed class GapTests
{
    [Fact]
    public void Gaps_of_the_candidate_count_against_it_and_those_of_the_baseline_bring_it_nothing()
    {
        ArmTable table = TestArms.Letters("r", ("a", "+++++!?.+-"), ("b", "++!?.++!++"));
        ArmPair pair = Assert.Single(ArmComparison.Of(Arm.AllOf(table)).Pairs);
        PairCounts counts = pair.Counts;
        Assert.Equal((10, 4, 1, 1, 1, 2, 1), (counts.InBoth, counts.BothScored, counts.CandidateMissing, counts.CandidateFailed, counts.CandidateUnscored, counts.BaselineGaps, counts.NeitherScored));
        Assert.Equal((7, 3, 3, 1), (counts.Compared, counts.Imputed, pair.Lost, pair.Won));
        Assert.Equal(-2 / 7.0, pair.Effect!.Value, 1e-15);
        Assert.Equal([TestArms.Item(2), TestArms.Item(3), TestArms.Item(4), TestArms.Item(5), TestArms.Item(6), TestArms.Item(7)], pair.Gaps.Select(static gap => gap.Unit.Item));
        Assert.Equal("429", pair.Gaps[0].Reason);
        Assert.All(pair.Regressions, static change => Assert.True(change.IsImputed));
        // Both scored sum to +1; at worst three candidate gaps lose 1, two baseline gaps win nothing, and one pair of gaps loses 1.
        Assert.Equal((1 - 3 + 0 - 1) / 10.0, pair.Bounds!.Worst, 1e-15);
        Assert.Equal((1 + 0 + 2 + 1) / 10.0, pair.Bounds.Best, 1e-15);
    }

    [Theory]
    [InlineData(MissingPolicy.AgainstCandidate)]
    [InlineData(MissingPolicy.Exclude)]
    public void An_erased_answer_is_left_out_and_counted_by_name(MissingPolicy policy)
    {
        ArmTable table = TestArms.Letters("r", ("a", "+++-xx+-"), ("b", "xx+-x+++"));
        ArmTable without = TestArms.Letters("r", ("a", "+-+-"), ("b", "+-++"));
        ComparisonOptions options = new() { Missing = policy, Ranked = true };
        ComparisonResult result = ArmComparison.Of(Arm.AllOf(table), options), expected = ArmComparison.Of(Arm.AllOf(without), options);
        ArmPair pair = Assert.Single(result.Pairs), plain = Assert.Single(expected.Pairs);
        Assert.Equal((8, 4, 4, 0, 0, 0), (pair.Counts.InBoth, pair.Counts.Erased, pair.Counts.Compared, pair.Counts.CandidateGaps, pair.Counts.BaselineGaps, pair.Counts.NeitherScored));
        Assert.Equal((plain.Effect!.Value, plain.Bounds, plain.Won, plain.Lost), (pair.Effect!.Value, pair.Bounds, pair.Won, pair.Lost));
        Assert.Equal((2, 6, 8, 0), (result.Arms[0].Erased, result.Arms[0].Scored, result.Arms[0].Planned, result.Arms[0].Missing));
        Assert.Contains("a: 2 erased.", TrialKeep.Analysis.Reports.Documents.Gaps.Of(result.Arms));
        Assert.Contains("4 pairs with an erased answer left out.", TrialKeep.Analysis.Phrasing.PairSentence.Gaps(pair, result), StringComparison.Ordinal);
    }

    [Fact]
    public void They_may_be_excluded_and_are_still_counted()
    {
        ArmTable table = TestArms.Letters("r", ("a", "+++++!"), ("b", "++!?.+"));
        ArmPair pair = Assert.Single(ArmComparison.Of(Arm.AllOf(table), new() { Missing = MissingPolicy.Exclude }).Pairs);
        Assert.Equal((2, 0, 3, 1, 4), (pair.Counts.Compared, pair.Counts.Imputed, pair.Counts.CandidateGaps, pair.Counts.BaselineGaps, pair.Gaps.Count));
        Assert.Equal(0, pair.Effect!.Value);
    }

    [Theory]
    [InlineData(Direction.Higher, -2.0, 0.0)]
    [InlineData(Direction.Lower, 7.0, 0.0)]
    [InlineData(Direction.Higher, -3.0, -1.0)]
    public void A_missing_number_is_the_worst_that_is_declared_or_else_observed(Direction better, double expected, double declaredLow)
    {
        ArmTable table = TestArms.Numbers("r", ("a", [2, 2, 2]), ("b", [double.NaN, 9, 0.5]));
        (double, double)? range = declaredLow < 0 ? (declaredLow, 9.5) : (0, 9);
        ArmPair pair = Assert.Single(ArmComparison.Of(Arm.AllOf(table), new() { Better = better, Range = range, Listed = 3 }).Pairs);
        Assert.Equal(expected, pair.Regressions.Concat(pair.Improvements).Single(static change => change.IsImputed).Difference);
    }

    [Fact]
    public void A_score_outside_the_declared_range_is_refused() =>
        Assert.Contains("outside the declared range", Assert.Throws<ArgumentException>(() =>
            ArmComparison.Of(Arm.AllOf(TestArms.Numbers("r", ("a", [2]), ("b", [0.5]))), new() { Range = (0, 1) })).Message, StringComparison.Ordinal);

    [Fact]
    public void Infinite_and_undefined_scores_are_unscored_with_the_reason()
    {
        ArmTableBuilder table = new("e", "r", TestArms.Evaluator, ["a"]);
        table.SetScore(table.AddUnit("x"), 0, double.NaN);
        table.SetScore(table.AddUnit("y"), 0, double.NegativeInfinity);
        ArmSummary summary = Assert.Single(ArmComparison.Of(Arm.AllOf(table.Build())).Arms);
        Assert.Equal((2, 0), (summary.Unscored, summary.Scored));
        Assert.Equal(["the score -Infinity is no finite number", "the score NaN is no finite number"], summary.Gaps.Select(static gap => gap.Reason));
    }

    [Fact]
    public void A_changed_item_is_counted_named_and_not_paired_and_another_prompt_is_paired_and_named()
    {
        ComparisonResult result = ArmComparison.Against(WithInputs("before", "3f2a61c0", changed: "old"), WithInputs("after", "91bc04de", changed: "new"));
        ArmPair pair = Assert.Single(result.Pairs);
        Assert.Equal((4, 1, 3, "item-0001"), (pair.Counts.InBoth, pair.Counts.Changed, pair.Counts.Compared, Assert.Single(pair.Changed).Item));
        PromptDifference prompt = Assert.Single(pair.Prompts);
        Assert.Equal(("Prompt", 3), (prompt.Member, prompt.Units));
        Assert.Equal("Prompt differs: template 3f2a61c0… -> 91bc04de… on 3 pairs", prompt.ToString());
        Assert.Contains("1 item has changed between run before and run after and is not paired: item-0001.", result.Notes);
        Assert.Contains("Prompt differs: template 3f2a61c0… -> 91bc04de… on 3 pairs between run before and run after.", result.Notes);
    }

    [Fact]
    public void When_every_common_item_has_changed_there_is_nothing_to_compare()
    {
        ArmPair pair = Assert.Single(ArmComparison.Against(WithInputs("before", "t", changed: null), WithInputs("after", "t", changed: "all")).Pairs);
        Assert.Null(pair.Effect);
        Assert.Equal((4, true, TestKind.None), (pair.Counts.Changed, pair.IsPaired, pair.Test));
    }

    [Fact]
    public void Inputs_that_are_not_known_are_said_not_to_be_checked() =>
        Assert.Contains(ArmComparison.Against(TestArms.Letters("r", ("a", "+-")), TestArms.Letters("s", ("a", "++"))).Notes,
            static note => note.Contains("could not be checked", StringComparison.Ordinal));

    [Fact]
    public void Scores_of_different_evaluators_are_refused()
    {
        ArmTableBuilder other = new("e", "s", TestArms.Evaluator with { Identity = "fedcba9876543210" }, ["a"]);
        other.SetScore(other.AddUnit("x"), 0, 1);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => ArmComparison.Against(other.Build(), TestArms.Letters("r", ("a", "+"))));
        Assert.Contains("scores of different evaluators can't be compared", refused.Message, StringComparison.Ordinal);
    }

    private static ArmTable WithInputs(string run, string template, string? changed)
    {
        ArmTableBuilder table = new("e", run, TestArms.Evaluator, ["a"]);
        for (int i = 0; i < 4; i++)
        {
            string inputs = changed == "all" || i == 1 ? $"{i}{changed}" : $"{i}";
            int unit = table.AddUnit(TestArms.Item(i), 0, new UnitTraits { Inputs = TestArms.Key(inputs), Prompt = [new PromptPart("Prompt", "template", template + new string('0', 24))] });
            table.SetScore(unit, 0, i % 2);
        }

        return table.Build();
    }
}
