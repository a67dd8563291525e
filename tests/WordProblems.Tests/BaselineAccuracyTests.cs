using System.Globalization;
using WordProblems.Baselines;
using WordProblems.Problems;

namespace TrialKeep.WordProblems.Tests;

/// <summary>The solvers are far enough apart to be compared, and none only repeats another's successes.</summary>
public sealed class BaselineAccuracyTests
{
    private static readonly IReadOnlyList<Draft> Drafts = ProblemSet.Write();

    [Theory]
    [InlineData("two-numbers", 0.10, 0.25)]
    [InlineData("keyword-rules", 0.40, 0.55)]
    [InlineData("sentence-parser", 0.65, 0.85)]
    public void Each_has_its_strength(string name, double low, double high)
    {
        bool[] right = Right(name);
        Assert.InRange(right.Count(r => r) / (double)right.Length, low, high);
    }

    [Theory]
    [InlineData("two-numbers", "keyword-rules")]
    [InlineData("two-numbers", "sentence-parser")]
    [InlineData("keyword-rules", "sentence-parser")]
    public void Each_pair_disagrees_in_both_directions(string weaker, string stronger)
    {
        (bool Weaker, bool Stronger)[] pairs = [.. Right(weaker).Zip(Right(stronger))];
        Assert.True(pairs.Count(pair => pair.Weaker && !pair.Stronger) >= 3, weaker);
        Assert.True(pairs.Count(pair => pair.Stronger && !pair.Weaker) >= 3, stronger);
    }

    [Fact]
    public void They_are_listed_weakest_first_with_names_of_their_own() =>
        Assert.Equal(["two-numbers", "keyword-rules", "sentence-parser"], AllBaselines.InOrder.Select(baseline => baseline.Name));

    [Fact]
    public void The_weakest_sometimes_cannot_tell()
    {
        int silent = Drafts.Count(draft => AllBaselines.InOrder[0].Solve(draft.Problem.Question) == Working.CannotTell);
        Assert.InRange(silent, 5, 100);
    }

    private static bool[] Right(string name)
    {
        Baseline baseline = AllBaselines.InOrder.Single(candidate => candidate.Name == name);
        return [.. Drafts.Select(draft => IsRight(baseline.Solve(draft.Problem.Question), draft.Problem.Answer))];
    }

    private static bool IsRight(string answer, decimal truth)
    {
        int mark = answer.LastIndexOf("#### ", StringComparison.Ordinal);
        return mark >= 0 && decimal.Parse(answer.AsSpan(mark + 5), CultureInfo.InvariantCulture) == truth;
    }
}
