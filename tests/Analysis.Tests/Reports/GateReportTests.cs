using System.Globalization;
using System.Text;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Gates.Rules;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed class GateReportTests
{
    [Fact]
    public void The_object_has_exactly_this_shape()
    {
        GateDecision decision = Judge(TestArms.Letters("run-0", ("a", Tables.Runs("+150 -50")), ("gone", Tables.Runs("+200"))), TestArms.Letters("run-1", ("a", Tables.Runs("+100 -99 +1"))))
            with { Warnings = ["Mind the gap."] };
        RuleVerdict a = decision.Rules[0];
        Assert.Equal($$"""
            {
              "schema": 2,
              "runId": "run-1",
              "baseline": "run-0",
              "verdict": "failed",
              "warnings": [
                "Mind the gap."
              ],
              "rules": [
                {
                  "rule": "correct >= baseline - 0.05",
                  "variant": "a",
                  "verdict": "failed",
                  "explanation": "{{a.Explanation}}",
                  "value": {{Round(a.Value!.Value)}},
                  "low": {{Round(a.Interval!.Value.Low)}},
                  "high": {{Round(a.Interval.Value.High)}},
                  "confidence": 0.95,
                  "limit": -0.05,
                  "n": 200,
                  "lost": 50,
                  "won": 1,
                  "test": "{{a.Pair!.TestReason}}"
                },
                {
                  "rule": "correct >= baseline - 0.05",
                  "variant": "gone",
                  "verdict": "nothing-to-compare",
                  "explanation": "{{decision.Rules[1].Explanation}}",
                  "value": null,
                  "low": null,
                  "high": null,
                  "confidence": 0.95,
                  "limit": -0.05
                }
              ]
            }

            """, Write(decision));
    }

    [Fact]
    public void It_does_not_depend_on_the_culture() =>
        Cultures.ChangeNothing(() => Write(Judge(TestArms.Letters("run-0", ("a", "+-+")), TestArms.Letters("run-1", ("a", "++-")))));

    private static string Round(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static GateDecision Judge(ArmTable before, ArmTable after) => new Gate([RuleText.NoWorse("correct", 0.05)]).Judge([after], [before]);

    private static string Write(GateDecision decision)
    {
        using var stream = new MemoryStream();
        GateReport.Write(stream, decision);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
