using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports.Builds;

namespace TrialKeep.Analysis.Tests.Reports.Builds;

public sealed class StepSummaryTests
{
    [Fact]
    public void The_gravest_stand_first_and_what_did_not_pass_is_explained() => Assert.Equal(
        """
        ## Gate: failed

        Run run-1 against run-0.

        | verdict | rule | arm | value | interval | limit |
        | --- | --- | --- | ---: | ---: | ---: |
        | ❌ failed | correct \>= baseline - 0.02 | worse | -0.015 | -0.0412 to 0.01 | -0.02 |
        | ❔ undecided | correct \>= baseline - 0.02 | unsure | -0.015 | -0.0412 to 0.01 | -0.02 |
        | ✅ passed | correct \>= baseline - 0.02 | fine | -0.015 | -0.0412 to 0.01 | -0.02 |
        | ➖ nothing to compare | correct \>= baseline - 0.02 | gone |  |  | -0.02 |

        - Failed: worse, over 1,000 pairs.
        - Undecided: unsure, over 1,000 pairs.
        - NothingToCompare: gone, over 1,000 pairs.

        - Warning: The judge has no labels.


        """, Summary(Decisions.Of(["The judge has no labels."], ("gone", GateVerdict.NothingToCompare), ("fine", GateVerdict.Passed), ("unsure", GateVerdict.Undecided), ("worse", GateVerdict.Failed))));

    [Fact]
    public void Without_a_rule_the_reason_is_all_there_is() => Assert.Equal(
        "## Gate: nothing to compare\n\nRun run-1 against run-0.\n\n- Warning: No other run.\n\n", Summary(Decisions.Of(["No other run."])));

    [Fact]
    public void Hostile_names_are_text()
    {
        string[] lines = Summary(Decisions.Of([Decisions.Hostile], (Decisions.Hostile, GateVerdict.Failed))).Split('\n');
        string row = lines[6];
        Assert.Equal(7, row.Replace("\\|", "", StringComparison.Ordinal).Count(static letter => letter == '|'));
        Assert.Contains("\\<img", lines[8], StringComparison.Ordinal);
        string all = string.Join('\n', lines[6..]);
        foreach (string mark in new[] { "<", "`", "*", "[", "@", "://" }) Assert.DoesNotContain($"{mark}", all.Replace($"\\{mark[0]}", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_arms_with_the_longest_names_stay_below_GitHubs_limit()
    {
        string summary = Summary(Decisions.Of([.. Enumerable.Range(0, 1000).Select(static i => (new string('<', 5000) + i, GateVerdict.Failed))]));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(summary), 100_000, 1_048_576);
        Assert.Contains("800 more rows are left out.", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Cultures_change_nothing() => Cultures.ChangeNothing(static () => Summary(Decisions.Of(("a", GateVerdict.Failed))));

    private static string Summary(GateDecision decision) => Decisions.Text(text => StepSummary.Write(text, decision));
}
