using System.Globalization;
using System.Text;
using System.Text.Json;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed class JsonReportTests
{
    [Fact]
    public void The_object_has_exactly_this_shape()
    {
        ScoreTable table = Tables.Of(("first", "+++-?!."), ("second", "+---++."));
        VariantSummary[] models = [.. VariantComparison.Of(table).Summaries];
        Assert.Equal($$"""
            {
              "schema": 1,
              "runId": "run-1",
              "generated": 5,
              "cached": 6,
              "failed": 1,
              "missing": 2,
              "evaluated": 10,
              "models": {
                "first": {
                  "planned": 7,
                  "total": 4,
                  "failed": 1,
                  "missing": 1,
                  "unscored": 1,
                  "correct": 3,
                  "accuracy": 0.75,
                  "low": {{Round(models[0].Low)}},
                  "high": {{Round(models[0].High)}}
                },
                "second": {
                  "planned": 7,
                  "total": 6,
                  "failed": 0,
                  "missing": 1,
                  "unscored": 0,
                  "correct": 3,
                  "accuracy": 0.5,
                  "low": {{Round(models[1].Low)}},
                  "high": {{Round(models[1].High)}}
                }
              },
              "comparisons": [
                {
                  "baseline": "first",
                  "candidate": "second",
                  "n": 4,
                  "baselineOnly": 2,
                  "candidateOnly": 0,
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
        VariantComparison comparison = VariantComparison.Of(Tables.WithGaps());
        using JsonDocument json = JsonDocument.Parse(Write(comparison.Table, new CallCounts(960, 0, 0, 0, 900)));
        JsonElement root = json.RootElement;
        int planned = 0;
        foreach ((JsonProperty model, VariantSummary summary) in root.GetProperty("models").EnumerateObject().Zip(comparison.Summaries))
        {
            Assert.Equal(summary.Variant, model.Name);
            int Number(string name) => model.Value.GetProperty(name).GetInt32();
            Assert.Equal(Number("planned"), Number("total") + Number("unscored") + Number("failed") + Number("missing"));
            Assert.Equal((summary.Accuracy, summary.Low, summary.High),
                (model.Value.GetProperty("accuracy").GetDouble(), model.Value.GetProperty("low").GetDouble(), model.Value.GetProperty("high").GetDouble()));
            planned += Number("planned");
        }
        Assert.Equal(planned, new[] { "generated", "cached", "failed", "missing" }.Sum(name => root.GetProperty(name).GetInt32()));
        Assert.Equal(comparison.Pairs.Select(pair => (pair.PMcNemar, pair.PHolm)),
            root.GetProperty("comparisons").EnumerateArray().Select(pair => (pair.GetProperty("pMcNemar").GetDouble(), pair.GetProperty("pHolm").GetDouble())));
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
    public void Hostile_names_survive_as_data()
    {
        ScoreTable table = Tables.Hostile();
        using JsonDocument json = JsonDocument.Parse(Write(table, new CallCounts(48, 0, 0, 0, 0)));
        Assert.Equal(table.Variants, json.RootElement.GetProperty("models").EnumerateObject().Select(model => model.Name));
        Assert.Equal(table.RunId, json.RootElement.GetProperty("runId").GetString());
    }

    [Fact]
    public void A_call_that_accounts_for_other_generations_is_refused() =>
        Assert.Contains("accounts for 3 generations, the table for 4",
            Assert.Throws<ArgumentException>(() => Write(Tables.Of(("a", "+-"), ("b", "+.")), new CallCounts(3, 0, 0, 0, 3))).Message);

    [Fact]
    public void It_does_not_depend_on_the_culture() =>
        Cultures.ChangeNothing(() => Write(Tables.WithGaps(), new CallCounts(960, 0, 0, 0, 0)));

    /// <summary>The shortest text that reads back to the same double; its last digit may differ between processors.</summary>
    private static string Round(double? value) => value!.Value.ToString("R", CultureInfo.InvariantCulture);

    private static string Write(ScoreTable table, CallCounts counts)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(stream, VariantComparison.Of(table), counts);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
