using System.Globalization;

namespace TrialKeep.Analysis.Comparison;

/// <summary>What a score means to a comparison: 1 is right and 0 is wrong, and nothing else is either.</summary>
public static class ScoreOutcome
{
    /// <summary>The outcome of a current score, and why it is unscored when it is.</summary>
    /// <param name="value">The number; null when there is none.</param>
    /// <param name="reason">Why there is no number.</param>
    public static (Outcome Outcome, string? Reason) Of(double? value, string? reason) => value switch
    {
        1 => (Outcome.Correct, null),
        0 => (Outcome.Incorrect, null),
        double other => (Outcome.Unscored, string.Create(CultureInfo.InvariantCulture, $"the score {other} is neither right (1) nor wrong (0)")),
        null => (Outcome.Unscored, reason),
    };
}
