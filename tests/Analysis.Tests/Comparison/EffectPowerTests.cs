using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Statistics.Clusters;
using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Power;

namespace TrialKeep.Analysis.Tests.Comparison;

/// <summary>Power is that of the test that was chosen, at what was observed.</summary>
public sealed class EffectPowerTests
{
    private static readonly double[] s_before = [.. Enumerable.Range(0, 40).Select(static i => 10.0 + i * 7 % 11)], s_after = [.. Enumerable.Range(0, 40).Select(static i => 9.5 + i * 5 % 13)];

    [Fact]
    public void Of_right_and_wrong_it_is_that_of_McNemars_test_at_the_observed_discordance()
    {
        EffectPower power = PowerOf(TestArms.Letters("r", ("a", Tables.Runs("+30 -10 +20 -40")), ("b", Tables.Runs("+30 +10 -20 -40"))), 0.15);
        Assert.Equal(PairedProportionsPower.Of(100, 0.15, 0.3), power.Power);
        Assert.Equal(PairedProportionsPower.NeededPairs(0.15, 0.3), power.NeededPairs);
        Assert.Equal(PairedProportionsPower.DetectableDifference(100, 0.3), power.Detectable);
    }

    [Fact]
    public void Of_numbers_it_is_that_of_the_paired_t_test_whatever_the_test_was()
    {
        double deviation = StandardDeviation.Of([.. s_after.Zip(s_before, static (after, before) => after - before)]);
        EffectPower power = PowerOf(TestArms.Numbers("r", ("a", s_before), ("b", s_after)), 1);
        Assert.Equal((PairedMeansPower.Of(40, 1, deviation), PairedMeansPower.NeededPairs(1, deviation)), (power.Power!.Value, power.NeededPairs!.Value));
        EffectPower few = PowerOf(TestArms.Numbers("r", ("a", s_before[..12]), ("b", s_after[..12])), 1);
        Assert.Equal(PairedMeansPower.DetectableDifference(12, StandardDeviation.Of([.. s_after[..12].Zip(s_before[..12], static (after, before) => after - before)])), few.Detectable!.Value, 1e-9);
    }

    [Fact]
    public void Of_clusters_it_is_told_in_pairs()
    {
        ArmTable table = TestArms.Letters("r", 4, ("a", string.Concat(Enumerable.Repeat("+-+--+--", 15))), ("b", string.Concat(Enumerable.Repeat("++++-+-+----", 10))));
        ArmPair pair = Assert.Single(ArmComparison.Of(Arm.AllOf(table), new() { Margin = 0.1 }).Pairs);
        double[] differences = [.. Enumerable.Range(0, 120).Select(unit => table.ScoresOf(1)[unit] - table.ScoresOf(0)[unit])];
        double deviation = ClusterRobustMean.Of(differences, [.. Enumerable.Range(0, 120).Select(static unit => unit / 4)]).StandardError * Math.Sqrt(30);
        Assert.Equal(PairedMeansPower.Of(30, 0.1, deviation), pair.Power!.Power!.Value, 1e-9);
        Assert.Equal(4 * PairedMeansPower.NeededPairs(0.1, deviation), pair.Power.NeededPairs);
    }

    [Fact]
    public void Of_independent_samples_it_is_told_in_answers_of_both()
    {
        EffectPower power = PowerOf(new[] { Half("a", 0, 60, static i => i % 2), Half("b", 60, 100, static i => i % 4 == 0 ? 0 : 1) }, 0.2);
        Assert.Equal((TwoProportionsPower.Of(40, 0.7, 60, 0.5), 2 * TwoProportionsPower.NeededPerGroup(0.7, 0.5)), (power.Power!.Value, power.NeededPairs!.Value));
        EffectPower numbers = PowerOf(new[] { Half("a", 0, 50, static i => i % 7), Half("b", 50, 100, static i => i % 5 + 0.5) }, 1);
        Assert.InRange(numbers.Power!.Value, 0.5, 0.9);
        Assert.InRange(numbers.NeededPairs!.Value, 90, 250);
    }

    [Fact]
    public void An_effect_of_zero_needs_no_number_of_pairs_and_without_discordance_more_pairs_would_have_to_differ()
    {
        EffectPower none = PowerOf(TestArms.Letters("r", ("a", "++--+-+-+-"), ("b", "++--+-+-+-")), null);
        Assert.Equal((0.0, null), (none.Difference, none.NeededPairs));
        Assert.InRange(none.Detectable!.Value, 0.5, 1);
        Assert.Equal(0.8, PairedProportionsPower.Of(10, none.Detectable.Value, none.Detectable.Value), 1e-6);
        EffectPower equal = PowerOf(TestArms.Numbers("r", ("a", [1.5, 2, 3]), ("b", [1.5, 2, 3])), null);
        Assert.Equal((null, null, null), (equal.Power, equal.NeededPairs, equal.Detectable));
        Assert.Null(PowerOf(TestArms.Letters("r", ("a", "+"), ("b", "-")), 0.1).Detectable);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(1e-9)]
    public void A_margin_that_no_number_of_pairs_shows_needs_none(double margin)
    {
        EffectPower power = PowerOf(TestArms.Letters("r", ("a", "++--+-+-+-"), ("b", "++-+--+-++")), margin);
        Assert.Null(power.NeededPairs);
    }

    private static EffectPower PowerOf(ArmTable table, double? margin) => PowerOf(Arm.AllOf(table), margin);

    private static EffectPower PowerOf(IReadOnlyList<Arm> arms, double? margin) => Assert.Single(ArmComparison.Of(arms, new() { Margin = margin, Resamples = 200 }).Pairs).Power!;

    private static Arm Half(string name, int first, int end, Func<int, double> score)
    {
        ArmTableBuilder table = new("e", name, TestArms.Evaluator, [name]);
        for (int i = first; i < end; i++)
            table.SetScore(table.AddUnit(TestArms.Item(i)), 0, score(i));
        return Arm.AllOf(table.Build())[0];
    }
}
