using System.Globalization;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Comparison;

/// <summary>What a score means to a comparison: 1 is right and 0 is wrong, and nothing else is either.</summary>
public static class ScoreOutcome
{
    /// <summary>The outcome of a current score, and why it is unscored when it is.</summary>
    /// <param name="score">The score.</param>
    public static (Outcome Outcome, string? Reason) Of(in StoredScore score) => score.Value switch
    {
        1 => (Outcome.Correct, null),
        0 => (Outcome.Incorrect, null),
        double value => (Outcome.Unscored, string.Create(CultureInfo.InvariantCulture, $"the score {value} is neither right (1) nor wrong (0)")),
        null => (Outcome.Unscored, score.Unscored ?? score.Error?.Message),
    };
}
