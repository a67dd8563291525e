namespace TrialKeep.Scoring.Evaluators;

internal sealed class CodeEvaluator<TTask, TRecord>(Func<TTask, TRecord, ScoreContext, CancellationToken, ValueTask<Score>> score) : Evaluator<TTask, TRecord>
{
    public override string Settings => "trialkeep.code/1";

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) => score(task, record, default, cancellation);

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, ScoreContext context, CancellationToken cancellation) => score(task, record, context, cancellation);
}
