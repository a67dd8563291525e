using TrialKeep.Analysis.Gates;

namespace TrialKeep.Testing.Tests;

public sealed class RequireTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_gate_that_passed_returns_its_decision() => Assert.Equal(GateVerdict.Passed, Gate(180, 180).Require().Verdict);

    [Fact]
    public void A_gate_that_failed_throws_a_table_whatever_else_is_tolerated()
    {
        GateFailedException failure = Assert.Throws<GateFailedException>(() => Gate(180, 100).Require(Otherwise.Pass, Otherwise.Skip));
        Assert.Equal(GateVerdict.Failed, failure.Decision.Verdict);
        string[] lines = failure.Message.Split('\n');
        Assert.Equal("Gate failed: run run-of-100 against run-of-180", lines[0]);
        Assert.Equal(["rule", "arm", "value", "interval", "limit", "verdict"], lines[2].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.StartsWith("correct >= baseline - 0.02  solver   -0.4  [", lines[3], StringComparison.Ordinal);
        Assert.EndsWith("  -0.02   failed", lines[3], StringComparison.Ordinal);
        Assert.Equal(lines[2].IndexOf("verdict", StringComparison.Ordinal) + "verdict".Length, lines[3].Length);
        Assert.StartsWith("Failed: solver ", lines[5], StringComparison.Ordinal);
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void A_gate_that_can_not_tell_fails_passes_or_skips_as_asked()
    {
        GateDecision decision = Gate(180, 176).Decide();
        Assert.Equal(GateVerdict.Undecided, decision.Verdict);
        Assert.StartsWith("Gate undecided: ", Assert.Throws<GateUndecidedException>(() => decision.Require()).Message, StringComparison.Ordinal);
        Assert.Same(decision, decision.Require(undecided: Otherwise.Pass));
        Assert.StartsWith("$XunitDynamicSkip$Gate undecided: ", Skip(() => decision.Require(undecided: Otherwise.Skip)).Message, StringComparison.Ordinal);
        Assert.Throws<GateUndecidedException>(() => decision.Require(nothingToCompare: Otherwise.Pass));
    }

    [Fact]
    public void A_gate_with_nothing_to_compare_fails_passes_or_skips_as_asked()
    {
        GateDecision decision = ExperimentGate.OfFile(_folder.Scores("now.json", 180, items: "x")).Against(_folder.Scores("before.json", 180)).NoWorseBy(0.02).Decide();
        Assert.Equal(GateVerdict.NothingToCompare, decision.Verdict);
        Assert.Throws<NothingToCompareException>(() => decision.Require());
        Assert.Same(decision, decision.Require(nothingToCompare: Otherwise.Pass));
        Skip(() => decision.Require(nothingToCompare: Otherwise.Skip));
        Assert.Throws<NothingToCompareException>(() => decision.Require(undecided: Otherwise.Pass));
    }

    [Fact]
    public void Warnings_are_part_of_the_message()
    {
        GateDecision decision = Gate(180, 100).Decide() with { Warnings = ["The judge 'correct'\n has no labels."] };
        Assert.EndsWith("\nWarning: The judge 'correct' has no labels.", Assert.Throws<GateFailedException>(() => decision.Require()).Message, StringComparison.Ordinal);
    }

    // Assert.Throws lets what xUnit takes for a skip pass through, and the test would be skipped.
    private static GateSkippedException Skip(Action require)
    {
        try
        {
            require();
        }
        catch (GateSkippedException skipped)
        {
            return skipped;
        }

        throw new InvalidOperationException("Nothing was thrown.");
    }

    private ExperimentGate Gate(int before, int now) => ExperimentGate.OfFile(_folder.Scores("now.json", now)).Against(_folder.Scores("before.json", before)).NoWorseBy(0.02);
}
