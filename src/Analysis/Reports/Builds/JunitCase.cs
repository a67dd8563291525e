using TrialKeep.Analysis.Gates;

namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>A case of a JUnit file.</summary>
/// <param name="Rule">The rule, as the case's class.</param>
/// <param name="Arm">The arm, as the case's name.</param>
/// <param name="Element">What is inside the case: <c>failure</c>, <c>error</c> or <c>skipped</c>; null when it passed.</param>
/// <param name="Type">The verdict in words.</param>
/// <param name="Message">The explanation.</param>
internal sealed record JunitCase(string Rule, string Arm, string? Element, string Type, string Message)
{
    /// <summary>The cases of a decision; of a gate without a rule one that says so, because an empty suite looks like a good one.</summary>
    public static IEnumerable<JunitCase> Of(GateDecision decision)
    {
        if (decision.Rules.Count == 0) return [new("gate", "nothing to compare", "error", VerdictWord.Of(GateVerdict.NothingToCompare), string.Join('\n', decision.Warnings))];
        HashSet<GateRule> mute = [.. decision.Rules.GroupBy(static verdict => verdict.Rule).Where(static rule => rule.All(static arm => arm.Verdict == GateVerdict.NothingToCompare)).Select(static rule => rule.Key)];
        return decision.Rules.Select(verdict => new JunitCase(verdict.Rule.Text, verdict.Arm, ElementOf(verdict, mute), VerdictWord.Of(verdict.Verdict), verdict.Explanation));
    }

    private static string? ElementOf(RuleVerdict verdict, HashSet<GateRule> mute) => verdict.Verdict switch
    {
        GateVerdict.Passed => null,
        GateVerdict.Failed => "failure",
        GateVerdict.NothingToCompare when mute.Contains(verdict.Rule) => "error",
        _ => "skipped",
    };
}
