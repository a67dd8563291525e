using TrialKeep.Scoring.Evaluators;

namespace TrialKeep;

/// <summary>The evaluators that come with this SDK.</summary>
public static class Evaluators
{
    /// <summary>
    /// Right when the text after its last <c>####</c> or <c>A:</c>, without commas and blanks, is the same number as the expected one
    /// (26 is 26.0). A text without a mark, or no text, is wrong.
    /// </summary>
    /// <param name="expected">The expected number of a task.</param>
    /// <param name="text">The text of a record.</param>
    public static Evaluator<TTask, TRecord> Number<TTask, TRecord>(Func<TTask, decimal> expected, Func<TRecord, string?> text) =>
        new NumberEvaluator<TTask, TRecord>(expected, text);

    /// <summary>Right when the text, without blanks at both ends, is the expected one to the letter. No text is wrong.</summary>
    /// <param name="expected">The expected text of a task.</param>
    /// <param name="text">The text of a record.</param>
    public static Evaluator<TTask, TRecord> Exact<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text) =>
        new ExactEvaluator<TTask, TRecord>(expected, text);

    /// <summary>The user's own code.</summary>
    /// <param name="score">Scores one record.</param>
    public static Evaluator<TTask, TRecord> Of<TTask, TRecord>(Func<TTask, TRecord, Score> score) =>
        Of<TTask, TRecord>((task, record, _) => ValueTask.FromResult(score(task, record)));

    /// <summary>The user's own code.</summary>
    /// <param name="score">Scores one record.</param>
    public static Evaluator<TTask, TRecord> Of<TTask, TRecord>(Func<TTask, TRecord, CancellationToken, ValueTask<Score>> score) =>
        new CodeEvaluator<TTask, TRecord>(score);
}
