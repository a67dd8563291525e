using System.Globalization;
using System.Text.Json;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Tests.Comparison;

/// <summary>Four models on 700 recorded word problems, against the figures that R made of them (Goldens/gsm8k.R).</summary>
public sealed class RecordedModelsTests
{
    private static readonly string[] s_models = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];

    [Fact]
    public void Arms_are_those_of_R()
    {
        ComparisonResult result = ArmComparison.Of(Arm.AllOf(Table(clusterSize: 0)));
        foreach (string[] row in Rows("arm"))
        {
            ArmSummary arm = result.Arms.Single(arm => arm.Name == row[1]);
            Assert.Equal((Whole(row[2]), Whole(row[3])), (arm.Scored, arm.Right!.Value));
            Close(row[4], arm.Mean!.Value);
            Close(row[5], arm.Interval!.Value.Low);
            Close(row[6], arm.Interval.Value.High);
        }

        Assert.Equal(["175b_verification", "6b_verification", "175b_finetuning", "6b_finetuning"], result.Leaderboard!.Entries.Select(static entry => entry.Arm));
    }

    [Fact]
    public void Pairs_are_those_of_R()
    {
        Arm[] arms = [.. Arm.AllOf(Table(clusterSize: 0))];
        Dictionary<Correction, int> columns = new() { [Correction.Holm] = 7, [Correction.Hochberg] = 8, [Correction.BenjaminiHochberg] = 9, [Correction.BenjaminiYekutieli] = 10 };
        foreach ((Correction correction, int column) in columns)
        {
            ComparisonResult result = ArmComparison.Of(arms, new() { Correction = correction });
            foreach (string[] row in Rows("pair"))
            {
                ArmPair pair = Find(result, row);
                Assert.Equal((TestKind.McNemar, Whole(row[3]), Whole(row[4])), (pair.Test, pair.Lost, pair.Won));
                Close(row[5], pair.Effect!.Value);
                Close(row[6], pair.P!.Value);
                Close(row[column], pair.AdjustedP!.Value);
                Assert.Equal(PairedDifferenceInterval.Of(700, Whole(row[3]), Whole(row[4])), pair.Effect.Interval);
            }
        }
    }

    [Fact]
    public void Clustered_pairs_are_those_of_R()
    {
        ComparisonResult result = ArmComparison.Of(Arm.AllOf(Table(clusterSize: 5)));
        foreach (string[] row in Rows("clustered"))
        {
            ArmPair pair = Find(result, row);
            Assert.Equal((TestKind.ClusterRobust, Whole(row[3])), (pair.Test, pair.Counts.Clusters));
            Close(row[5], pair.Effect!.Low!.Value);
            Close(row[6], pair.Effect.High!.Value);
            Close(row[7], pair.P!.Value);
        }
    }

    private static ArmPair Find(ComparisonResult result, string[] row) => result.Pairs.Single(pair => pair.Baseline.Name == row[1] && pair.Candidate.Name == row[2]);

    private static void Close(string expected, double actual)
    {
        double value = double.Parse(expected, CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(actual - value) <= 1e-10 * Math.Abs(value), string.Create(CultureInfo.InvariantCulture, $"{actual:R} is not {value:R}"));
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string[][] Rows(string kind)
    {
        string[][] rows = [.. File.ReadLines(Checkout.PathOf("tests", "Analysis.Tests", "Goldens", "gsm8k.tsv")).Select(static line => line.Split('\t')).Where(row => row[0] == kind)];
        Assert.NotEmpty(rows);
        return rows;
    }

    private static ArmTable Table(int clusterSize)
    {
        ArmTableBuilder table = new("word-problems", "recorded", TestArms.Evaluator, s_models);
        foreach ((int line, string text) in File.ReadLines(Checkout.DemandShared("data", "gsm8k", "recorded.jsonl")).Where(static text => text.Length > 0).Index())
        {
            using JsonDocument problem = JsonDocument.Parse(text);
            int unit = table.AddUnit(TestArms.Item(line), 0, new UnitTraits { Cluster = clusterSize == 0 ? null : $"{line / clusterSize}" });
            for (int model = 0; model < s_models.Length; model++)
                table.SetScore(unit, model, problem.RootElement.GetProperty(s_models[model]).GetProperty("is_correct").GetBoolean() ? 1 : 0);
        }

        return table.Build();
    }
}
