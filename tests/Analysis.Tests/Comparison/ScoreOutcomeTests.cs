using TrialKeep.Analysis.Comparison;

namespace TrialKeep.Analysis.Tests.Comparison;

public sealed class ScoreOutcomeTests
{
    [Theory]
    [InlineData(1.0, Outcome.Correct, null)]
    [InlineData(0.0, Outcome.Incorrect, null)]
    [InlineData(0.5, Outcome.Unscored, "the score 0.5 is neither right (1) nor wrong (0)")]
    [InlineData(2.0, Outcome.Unscored, "the score 2 is neither right (1) nor wrong (0)")]
    public void One_is_right_zero_is_wrong_and_nothing_else_is_either(double value, Outcome expected, string? reason) =>
        Assert.Equal((expected, reason), ScoreOutcome.Of(value, null));

    [Fact]
    public void Without_a_value_the_reason_says_why()
    {
        Assert.Equal((Outcome.Unscored, "nothing to judge"), ScoreOutcome.Of(null, "nothing to judge"));
        Assert.Equal((Outcome.Unscored, null), ScoreOutcome.Of(null, null));
    }

    [Fact]
    public void The_reason_does_not_depend_on_the_culture() =>
        Cultures.ChangeNothing(static () => ScoreOutcome.Of(0.25, null).Reason!);
}
