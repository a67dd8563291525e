using System.Globalization;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Analysis.Comparison.Stored;

/// <summary>Why a score that stands counts as none. Every finite number is a score.</summary>
public static class ScoreGap
{
    /// <summary>The reason, as the evaluator or its failure has it; null when the score is a finite number.</summary>
    /// <param name="score">A current score.</param>
    public static string? Of(in StoredScore score)
    {
        if (score.Error is { } error)
            return error.Message;
        if (score.Value is double value)
            return double.IsFinite(value) ? null : OfNumber(value);
        return score.Unscored ?? (score.Label is { } label ? $"the label '{label}' is no number" : ArmTableBuilder.NoReason);
    }

    /// <summary>What is said of a number that is not finite.</summary>
    internal static string OfNumber(double value) => string.Create(CultureInfo.InvariantCulture, $"the score {value} is no finite number");
}
