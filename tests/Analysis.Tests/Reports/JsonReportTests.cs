using System.Globalization;
using System.Text;
using System.Text.Json;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed class JsonReportTests
{
    [Fact]
    public void The_object_has_exactly_this_shape()
    {
        ArmTable table = Tables.Of(("first", "+++-?!."), ("second", "+---++."));
        ComparisonResult result = Tables.Compare(table);
        Assert.Equal($$"""
            {
              "schema": 1,
              "runId": "run-1",
              "generated": 5,
              "cached": 6,
              "failed": 1,
              "missing": 2,
              "evaluated": 10,
              "scores": "proportion",
              "models": {
                "first": {
                  "planned": 7,
                  "total": 4,
                  "failed": 1,
                  "missing": 1,
                  "unscored": 1,
                  "correct": 3,
                  "accuracy": 0.75,
                  "mean": 0.75,
                  "low": {{Round(result.Arms[0].Interval?.Low)}},
                  "high": {{Round(result.Arms[0].Interval?.High)}}
                },
                "second": {
                  "planned": 7,
                  "total": 6,
                  "failed": 0,
                  "missing": 1,
                  "unscored": 0,
                  "correct": 3,
                  "accuracy": 0.5,
                  "mean": 0.5,
                  "low": {{Round(result.Arms[1].Interval?.Low)}},
                  "high": {{Round(result.Arms[1].Interval?.High)}}
                }
              },
              "comparisons": [
                {
                  "baseline": "first",
                  "candidate": "second",
                  "n": 4,
                  "baselineOnly": 2,
                  "candidateOnly": 0,
                  "difference": -0.5,
                  "low": {{Round(result.Pairs[0].Effect?.Low)}},
                  "high": {{Round(result.Pairs[0].Effect?.High)}},
                  "test": "McNemar",
                  "p": 0.5,
                  "pAdjusted": 0.5,
                  "pMcNemar": 0.5,
                  "pHolm": 0.5
                }
              ]
            }

            """, Write(table, new CallCounts(5, 6, 1, 2, 10)));
    }

    [Fact]
    public void The_numbers_add_up_and_read_back_to_the_same_double()
    {
        ComparisonResult comparison = Tables.Compare(Tables.WithGaps());
        using JsonDocument json = JsonDocument.Parse(Write(Tables.WithGaps(), new CallCounts(960, 0, 0, 0, 900)));
        JsonElement root = json.RootElement;
        int planned = 0;
        foreach ((JsonProperty model, ArmSummary summary) in root.GetProperty("models").EnumerateObject().Zip(comparison.Arms))
        {
            Assert.Equal(summary.Name, model.Name);
            int Number(string name) => model.Value.GetProperty(name).GetInt32();
            Assert.Equal(Number("planned"), Number("total") + Number("unscored") + Number("failed") + Number("missing"));
            Assert.Equal((summary.Mean, summary.Interval?.Low, summary.Interval?.High),
                (model.Value.GetProperty("accuracy").GetDouble(), model.Value.GetProperty("low").GetDouble(), model.Value.GetProperty("high").GetDouble()));
            planned += Number("planned");
        }
        Assert.Equal(planned, new[] { "generated", "cached", "failed", "missing" }.Sum(name => root.GetProperty(name).GetInt32()));
        Assert.Equal(comparison.Pairs.Select(static pair => (pair.P!.Value, pair.AdjustedP!.Value)),
            root.GetProperty("comparisons").EnumerateArray().Select(pair => (pair.GetProperty("p").GetDouble(), pair.GetProperty("pHolm").GetDouble())));
    }

    [Fact]
    public void Without_scores_the_shares_are_null()
    {
        using JsonDocument json = JsonDocument.Parse(Write(Tables.Of(("a", "!.")), new CallCounts(0, 0, 1, 1, 0)));
        JsonElement model = json.RootElement.GetProperty("models").GetProperty("a");
        Assert.All(["accuracy", "low", "high"], name => Assert.Equal(JsonValueKind.Null, model.GetProperty(name).ValueKind));
        Assert.Equal(0, json.RootElement.GetProperty("comparisons").GetArrayLength());
    }

    [Fact]
    public void Numbers_have_a_mean_and_no_accuracy_and_name_their_test()
    {
        ArmTable table = TestArms.Numbers("r", ("a", [1, 2.5, 3, 4]), ("b", [2, 4.5, 3.25, 7]));
        using JsonDocument json = JsonDocument.Parse(Write(table, new CallCounts(8, 0, 0, 0, 8)));
        JsonElement model = json.RootElement.GetProperty("models").GetProperty("a"), pair = json.RootElement.GetProperty("comparisons")[0];
        Assert.Equal(("number", 2.625), (json.RootElement.GetProperty("scores").GetString(), model.GetProperty("mean").GetDouble()));
        Assert.All([model.GetProperty("accuracy"), model.GetProperty("correct"), pair.GetProperty("pMcNemar")], static none => Assert.Equal(JsonValueKind.Null, none.ValueKind));
        Assert.Equal(("SignedRank", 1.5625, 0.125), (pair.GetProperty("test").GetString(), pair.GetProperty("difference").GetDouble(), pair.GetProperty("p").GetDouble()));
    }

    [Fact]
    public void Hostile_names_survive_as_data()
    {
        ArmTable table = Tables.Hostile();
        using JsonDocument json = JsonDocument.Parse(Write(table, new CallCounts(48, 0, 0, 0, 0)));
        Assert.Equal(table.Variants, json.RootElement.GetProperty("models").EnumerateObject().Select(model => model.Name));
        Assert.Equal(table.RunId, json.RootElement.GetProperty("runId").GetString());
    }

    [Fact]
    public void A_call_that_accounts_for_other_generations_is_refused() =>
        Assert.Contains("accounts for 3 generations, the comparison for 4",
            Assert.Throws<ArgumentException>(() => Write(Tables.Of(("a", "+-"), ("b", "+.")), new CallCounts(3, 0, 0, 0, 3))).Message);

    [Fact]
    public void It_does_not_depend_on_the_culture() =>
        Cultures.ChangeNothing(() => Write(Tables.WithGaps(), new CallCounts(960, 0, 0, 0, 0)));

    /// <summary>The shortest text that reads back to the same double; its last digit may differ between processors.</summary>
    private static string Round(double? value) => value!.Value.ToString("R", CultureInfo.InvariantCulture);

    private static string Write(ArmTable table, CallCounts counts)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(stream, Tables.Compare(table), counts);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
