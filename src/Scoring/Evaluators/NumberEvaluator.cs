using TrialKeep.Scoring.Extractors;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class NumberEvaluator<TTask, TRecord>(Func<TTask, decimal> expected, Func<TRecord, string?> text, NumberTolerance tolerance) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = tolerance == default
        ? EvaluatorSettings.Of("trialkeep.number/1")
        : EvaluatorSettings.Of("trialkeep.number/1", ("absolute", Plain(tolerance.Absolute)), ("relative", Plain(tolerance.Relative)));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation)
    {
        string? answer = text(record);
        return ValueTask.FromResult(AnswerNumber.TryExtract(answer, out ExactNumber found)
            ? Score.Of(IsRight(found, expected(task)), found.ToString())
            : Score.Of(correct: false, explanation: answer is null ? "there is no text" : "no number stands after a mark"));
    }

    internal static string Plain(decimal number) => ExactNumber.From(number).ToString();

    private bool IsRight(ExactNumber found, decimal truth) =>
        found == ExactNumber.From(truth) || (tolerance != default && tolerance.Allows(found.ToString(), truth));
}
