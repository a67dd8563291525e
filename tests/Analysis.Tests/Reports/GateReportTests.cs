using System.Globalization;
using System.Text;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed class GateReportTests
{
    [Fact]
    public void The_object_has_exactly_this_shape()
    {
        RunComparison comparison = RunComparison.Of(
            Tables.Of("run-0", ("a", Tables.Runs("+150 -50")), ("gone", Tables.Runs("+200"))), Tables.Of(("a", Tables.Runs("+100 -99 +1"))));
        PairedDifference difference = comparison.Variants[0].Difference!.Value;
        Assert.Equal($$"""
            {
              "schema": 1,
              "runId": "run-1",
              "baseline": "run-0",
              "margin": 0.05,
              "verdict": "failed",
              "variants": [
                {
                  "name": "a",
                  "verdict": "failed",
                  "n": 200,
                  "difference": {{Round(difference.Estimate)}},
                  "low": {{Round(difference.Low)}},
                  "high": {{Round(difference.High)}},
                  "lost": 50,
                  "won": 1
                },
                {
                  "name": "gone",
                  "verdict": "nothing-to-compare",
                  "n": 0,
                  "difference": null,
                  "low": null,
                  "high": null,
                  "lost": 0,
                  "won": 0
                }
              ]
            }

            """, Write(comparison));
    }

    [Fact]
    public void It_does_not_depend_on_the_culture() =>
        Cultures.ChangeNothing(() => Write(RunComparison.Of(Tables.Of("run-0", ("a", "+-+")), Tables.Of(("a", "++-")))));

    private static string Round(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Write(RunComparison comparison)
    {
        using var stream = new MemoryStream();
        GateReport.Write(stream, new NoWorseThanBaseline(0.05).Judge(comparison));
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
