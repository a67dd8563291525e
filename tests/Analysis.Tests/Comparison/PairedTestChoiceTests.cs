using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Statistics.Means;
using TrialKeep.Statistics.Proportions;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Analysis.Tests.Comparison;

/// <summary>Which test is chosen, and that its figures are those of the statistics.</summary>
public sealed class PairedTestChoiceTests
{
    [Fact]
    public void Right_and_wrong_without_dependence_is_McNemar_with_Tango()
    {
        ArmPair pair = Only(TestArms.Letters("r", ("a", "++++------"), ("b", "++-+++++--")));
        Assert.Equal((TestKind.McNemar, 10, 1, 4), (pair.Test, pair.Counts.Compared, pair.Lost, pair.Won));
        Assert.Equal(McNemarTest.ExactPValue(1, 4), pair.P);
        Assert.Equal(0.3, pair.Effect!.Value, 1e-15);
        Assert.Equal(PairedDifferenceInterval.Of(10, 1, 4), pair.Effect.Interval);
        Assert.StartsWith("McNemar's exact test", pair.TestReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_samples_make_the_item_the_cluster()
    {
        ArmPair pair = Only(TestArms.Letters("r", 2, ("a", "++--+-+-"), ("b", "+++++--+")));
        Assert.Equal((TestKind.ClusterRobust, 4, 8), (pair.Test, pair.Counts.Clusters, pair.Counts.Compared));
        Assert.Contains("several samples", pair.TestReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_cluster_joins_items()
    {
        ArmTableBuilder table = new("e", "r", TestArms.Evaluator, ["a", "b"]);
        for (int i = 0; i < 12; i++)
        {
            int unit = table.AddUnit(TestArms.Item(i), 0, new UnitTraits { Cluster = i < 6 ? $"c{i / 3}" : null });
            table.SetScore(unit, 0, i % 2);
            table.SetScore(unit, 1, i % 3 == 0 ? 1 : 0);
        }

        ArmPair pair = Only(table.Build());
        Assert.Equal((TestKind.ClusterRobust, 8), (pair.Test, pair.Counts.Clusters));
        Assert.Contains("share clusters", pair.TestReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Clusters_that_do_not_differ_promise_no_certainty()
    {
        ArmPair pair = Only(TestArms.Letters("r", 2, ("a", "++--++--"), ("b", "++--++--")));
        Assert.Equal((0.0, 1.0), (pair.Effect!.Value, pair.P));
        Assert.Equal(PairedDifferenceInterval.Of(4, 0, 0), pair.Effect.Interval);
        ArmPair all = Only(TestArms.Letters("r", 2, ("a", "--------"), ("b", "++++++++")));
        Assert.Equal(0.125, all.P!.Value, 1e-12);
        Assert.True(all.Effect!.Low < 1);
    }

    [Fact]
    public void Many_numbers_of_small_skewness_are_tested_by_t()
    {
        double[] a = [.. Enumerable.Range(0, 60).Select(static i => Math.Sin(i))], b = [.. Enumerable.Range(0, 60).Select(static i => 0.1 + Math.Sin(1.1 * i))];
        ArmPair pair = Only(TestArms.Numbers("r", ("a", a), ("b", b)));
        TTestResult t = TTest.Paired(b, a);
        Assert.Equal(TestKind.PairedT, pair.Test);
        Assert.Equal(t.PValue, pair.P!.Value, 1e-12);
        Assert.Equal(t.Interval.Low, pair.Effect!.Low!.Value, 1e-12);
    }

    [Fact]
    public void Few_numbers_are_tested_by_signed_ranks_and_tied_ones_by_signs()
    {
        double[] a = new double[15], b = [.. Enumerable.Range(1, 15).Select(static i => i % 4 == 0 ? -i / 7.0 : i / 5.0)];
        ArmPair few = Only(TestArms.Numbers("r", ("a", a), ("b", b)));
        Assert.Equal(TestKind.SignedRank, few.Test);
        Assert.Equal(SignedRankTest.Exact(b).PValue, few.P!.Value, 1e-12);
        double[] tied = [0, 0, 0, 0, 1, 1, 1, 2, 2, -1, 0, 1, 1, 0.5, 0];
        Assert.Equal(TestKind.SignFlip, Only(TestArms.Numbers("r", ("a", a), ("b", tied))).Test);
    }

    [Fact]
    public void Many_skewed_numbers_are_tested_by_signs()
    {
        double[] a = new double[40], b = [.. Enumerable.Range(0, 40).Select(static i => i == 7 ? 500 : i / 100.0)];
        ArmPair pair = Only(TestArms.Numbers("r", ("a", a), ("b", b)));
        Assert.Equal(TestKind.SignFlip, pair.Test);
        Assert.Contains("BCa", pair.TestReason, StringComparison.Ordinal);
        Assert.True(pair.Effect!.Low < pair.Effect.Value && pair.Effect.Value < pair.Effect.High);
    }

    [Fact]
    public void One_pair_has_a_difference_and_no_interval()
    {
        ArmPair pair = Only(TestArms.Numbers("r", ("a", [0.25]), ("b", [0.75])));
        Assert.Equal(0.5, pair.Effect!.Value);
        Assert.Null(pair.Effect.Interval);
        Assert.Null(pair.P);
        Assert.False(pair.IsReal);
    }

    [Fact]
    public void Arms_without_a_common_item_are_independent_samples_and_say_so()
    {
        ArmTable first = TestArms.Letters("r", ("a", "++++------"));
        ArmTableBuilder other = new("word-problems", "s", TestArms.Evaluator, ["a"]);
        for (int i = 0; i < 8; i++)
            other.SetScore(other.AddUnit($"other-{i}"), 0, i < 6 ? 1 : 0);
        ArmPair pair = Assert.Single(ArmComparison.Against(first, other.Build()).Pairs);
        Assert.False(pair.IsPaired);
        Assert.Equal((TestKind.Fisher, 18), (pair.Test, pair.Counts.Compared));
        Assert.Equal(NewcombeInterval.Of(6, 8, 4, 10).Interval, pair.Effect!.Interval);
        Assert.Contains("no item in common", pair.TestReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_without_a_common_item_are_tested_by_Welch()
    {
        double[] a = [0.1, 0.4, 0.35, 0.8], b = [0.9, 0.7, 0.85];
        ArmTable table = TestArms.Numbers("r", ("a", a));
        ArmTableBuilder other = new("word-problems", "s", TestArms.Evaluator, ["a"]);
        foreach ((int i, double score) in b.Index())
            other.SetScore(other.AddUnit($"other-{i}"), 0, score);
        ArmPair pair = Assert.Single(ArmComparison.Against(table, other.Build()).Pairs);
        Assert.Equal(TestKind.Welch, pair.Test);
        Assert.Equal(TTest.Welch(b, a).PValue, pair.P!.Value, 1e-12);
    }

    private static ArmPair Only(ArmTable table) => Assert.Single(ArmComparison.Of(Arm.AllOf(table)).Pairs);
}
