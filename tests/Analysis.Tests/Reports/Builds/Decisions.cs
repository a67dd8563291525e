using TrialKeep.Analysis.Gates;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Tests.Reports.Builds;

/// <summary>Decisions for tests.</summary>
internal static class Decisions
{
    /// <summary>Names that try to become commands of a build server, markup or more than they are.</summary>
    public const string Hostile = "a::error::x\r\n::stop-commands::t\n##vso[task.setvariable variable=x;]y 100% <img src=x onerror=alert(1)> | `code` *b* [l](http://attacker.example) @team ]]> \u0000\u0001\u001b[31m\ud800 \ufffe 漢";

    public static GateDecision Of(params (string Arm, GateVerdict Verdict)[] arms) => Of([], arms);

    public static GateDecision Of(string[] warnings, params (string Arm, GateVerdict Verdict)[] arms) => new()
    {
        RunId = "run-1",
        Baseline = "run-0",
        Rules = [.. arms.Select(static arm => Verdict(Rule("correct"), arm.Arm, arm.Verdict))],
        Warnings = warnings,
    };

    public static GateRule Rule(string metric) => new() { Metric = new(metric, null), IsFloor = true, IsRelative = true, Limit = -0.02, Text = $"{metric} >= baseline - 0.02" };

    public static RuleVerdict Verdict(GateRule rule, string arm, GateVerdict verdict, string? explanation = null) => new()
    {
        Rule = rule,
        Arm = arm,
        Verdict = verdict,
        Explanation = explanation ?? $"{verdict}: {arm}, over 1,000 pairs.",
        Value = verdict == GateVerdict.NothingToCompare ? null : -0.015,
        Interval = verdict == GateVerdict.NothingToCompare ? null : new Interval(-0.0412, 0.01),
        Limit = -0.02,
        Pair = null,
    };

    public static string Text(Action<TextWriter> write)
    {
        using StringWriter text = new(System.Globalization.CultureInfo.InvariantCulture);
        write(text);
        return text.ToString();
    }
}
