namespace TrialKeep.Scoring.Evaluators;

internal sealed class CodeEvaluator<TTask, TRecord>(Func<TTask, TRecord, CancellationToken, ValueTask<Score>> score) : Evaluator<TTask, TRecord>
{
    public override string Settings => "trialkeep.code/1";

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) => score(task, record, cancellation);
}
