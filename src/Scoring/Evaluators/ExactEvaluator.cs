namespace TrialKeep.Scoring.Evaluators;

internal sealed class ExactEvaluator<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text) : Evaluator<TTask, TRecord>
{
    public override string Settings => "trialkeep.exact/1";

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) =>
        ValueTask.FromResult(Score.Of(string.Equals(text(record)?.Trim(), expected(task).Trim(), StringComparison.Ordinal)));
}
