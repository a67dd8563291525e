using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports.Builds;

namespace TrialKeep.Analysis.Tests.Reports.Builds;

/// <summary>What a build server is told, in its own commands.</summary>
public sealed class AnnotationTests
{
    private static readonly GateDecision s_mixed = Decisions.Of(["The judge 'correct' has no labels."], ("fine", GateVerdict.Passed), ("unsure", GateVerdict.Undecided), ("worse", GateVerdict.Failed), ("gone", GateVerdict.NothingToCompare));

    [Fact]
    public void GitHub_gets_errors_warnings_and_notices_gravest_first() => Assert.Equal(
        """
        ::error title=Gate failed%3A worse::Failed: worse, over 1,000 pairs.
        ::warning title=Gate undecided%3A unsure::Undecided: unsure, over 1,000 pairs.
        ::warning title=Gate warning::The judge 'correct' has no labels.
        ::notice title=Gate nothing to compare%3A gone::NothingToCompare: gone, over 1,000 pairs.

        """, GitHub(s_mixed));

    [Fact]
    public void A_gate_that_passed_is_one_notice() =>
        Assert.Equal("::notice title=Gate passed::Run run-1 keeps 2 rules (one for each rule and arm) against run-0.\n", GitHub(Decisions.Of(("a", GateVerdict.Passed), ("b", GateVerdict.Passed))));

    [Fact]
    public void A_gate_with_nothing_to_compare_is_a_warning() => Assert.Equal(
        "::warning title=Gate nothing to compare%3A a::NothingToCompare: a, over 1,000 pairs.\n", GitHub(Decisions.Of(("a", GateVerdict.NothingToCompare))));

    [Fact]
    public void A_gate_without_a_rule_is_a_warning_that_says_why() => Assert.Equal(
        "::warning title=Gate%3A nothing to compare::No rule could be held against this run.\n::warning title=Gate warning::There is no other run.\n", GitHub(Decisions.Of(["There is no other run."])));

    [Theory]
    [InlineData(10, 10, "worse-09")]
    [InlineData(11, 10, "2 more like these; the step summary and the JUnit file have them.")]
    [InlineData(500, 10, "491 more like these; the step summary and the JUnit file have them.")]
    public void More_than_GitHub_shows_are_counted(int arms, int expected, string last)
    {
        string[] lines = GitHub(Decisions.Of([.. Enumerable.Range(0, arms).Select(static i => ($"worse-{i:00}", GateVerdict.Failed))])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, lines.Length);
        Assert.Contains(last, lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_gets_errors_and_warnings_and_no_third_kind() => Assert.Equal(
        """
        ##vso[task.logissue type=error;]Failed: worse, over 1,000 pairs.
        ##vso[task.logissue type=warning;]Undecided: unsure, over 1,000 pairs.
        ##vso[task.logissue type=warning;]The judge 'correct' has no labels.

        """, Azure(s_mixed));

    [Fact]
    public void Azure_gets_no_issue_of_a_gate_that_passed() => Assert.Equal("", Azure(Decisions.Of(("a", GateVerdict.Passed))));

    [Fact]
    public void The_path_of_a_summary_can_not_be_another_command() =>
        Assert.Equal("##vso[task.uploadsummary]/tmp/50%AZP25%0A##vso[task.complete]\n", Decisions.Text(static text => AzureIssues.WriteSummary(text, "/tmp/50%\n##vso[task.complete]")));

    [Fact]
    public void Hostile_names_stay_inside_their_command()
    {
        GateDecision decision = Decisions.Of([Decisions.Hostile], (Decisions.Hostile, GateVerdict.Failed));
        string[] github = GitHub(decision).Split('\n');
        Assert.Equal(3, github.Length);
        Assert.StartsWith("::error title=Gate failed%3A a%3A%3Aerror%3A%3Ax %3A%3Astop-commands", github[0], StringComparison.Ordinal);
        Assert.Contains("100%25 ", github[0], StringComparison.Ordinal);
        Assert.StartsWith("::warning title=Gate warning::a::error::x ::stop-commands::t ", github[1], StringComparison.Ordinal);
        string[] azure = Azure(decision).Split('\n');
        Assert.Equal(3, azure.Length);
        Assert.All(azure[..2], static line => Assert.StartsWith("##vso[task.logissue type=", line, StringComparison.Ordinal));
        Assert.Contains("100%AZP25 ", azure[0], StringComparison.Ordinal);
        Assert.DoesNotContain(GitHub(decision) + Azure(decision), static letter => letter is '\u0000' or '\u001b' or '\r');
    }

    [Fact]
    public void Cultures_change_nothing() => Cultures.ChangeNothing(static () => GitHub(s_mixed) + Azure(s_mixed));

    private static string GitHub(GateDecision decision) => Decisions.Text(text => GitHubAnnotations.Write(text, decision));

    private static string Azure(GateDecision decision) => Decisions.Text(text => AzureIssues.Write(text, decision));
}
