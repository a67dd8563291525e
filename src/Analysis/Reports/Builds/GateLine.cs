using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>What a build is told of a gate in one sentence, and how grave it is.</summary>
/// <param name="Severity">How grave.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Message">The sentence.</param>
internal readonly record struct GateLine(Severity Severity, string Title, string Message)
{
    private const int LongestMessage = 1000;

    /// <summary>
    /// The lines of a decision, gravest first: what failed, what can't be told, what there is nothing to compare of, then the warnings. Of a gate
    /// that passed one line says so; the arms that passed have none.
    /// </summary>
    public static IEnumerable<GateLine> Of(GateDecision decision)
    {
        if (decision.Verdict == GateVerdict.Passed) yield return new(Severity.Notice, "Gate passed", Passed(decision));
        if (decision.Rules.Count == 0) yield return new(Severity.Warning, "Gate: nothing to compare", "No rule could be held against this run.");
        foreach (RuleVerdict verdict in decision.Rules.Where(static verdict => verdict.Verdict != GateVerdict.Passed).OrderByDescending(static verdict => verdict.Verdict))
            yield return new(SeverityOf(verdict, decision), $"Gate {VerdictWord.Of(verdict.Verdict)}: {Name(verdict.Arm)}", Short(verdict.Explanation));
        foreach (string warning in decision.Warnings) yield return new(Severity.Warning, "Gate warning", Short(warning));
    }

    private static string Passed(GateDecision decision)
    {
        int passed = decision.Rules.Count(static verdict => verdict.Verdict == GateVerdict.Passed);
        string against = decision.Baseline is { } baseline ? $" against {Name(baseline)}" : "";
        return $"Run {Name(decision.RunId)} keeps {Figure.Count(passed, "rule", "rules")} (one for each rule and arm){against}.";
    }

    // What only one of the runs has is listed and does not decide: it is no reason to look at a build that passed.
    private static Severity SeverityOf(RuleVerdict verdict, GateDecision decision) => verdict.Verdict switch
    {
        GateVerdict.Failed => Severity.Error,
        GateVerdict.NothingToCompare when decision.Verdict != GateVerdict.NothingToCompare => Severity.Notice,
        _ => Severity.Warning,
    };

    private static string Name(string text) => DisplayText.Shorten(text, 80);

    private static string Short(string text) => DisplayText.Shorten(text, LongestMessage);
}
