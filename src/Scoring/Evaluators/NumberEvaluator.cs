using TrialKeep.Scoring.Extractors;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class NumberEvaluator<TTask, TRecord>(Func<TTask, decimal> expected, Func<TRecord, string?> text) : Evaluator<TTask, TRecord>
{
    public override string Settings => "trialkeep.number/1";

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation)
    {
        string? answer = text(record);
        return ValueTask.FromResult(AnswerNumber.TryExtract(answer, out ExactNumber found)
            ? Score.Of(found == ExactNumber.From(expected(task)), found.ToString())
            : Score.Of(correct: false, explanation: answer is null ? "there is no text" : "no number stands after a mark"));
    }
}
