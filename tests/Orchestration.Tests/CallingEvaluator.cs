namespace TrialKeep.Orchestration.Tests;

/// <summary>An evaluator that asks somebody: what it does is the test's.</summary>
internal sealed class CallingEvaluator(Func<Question, ScoreContext, CancellationToken, ValueTask<Score>> ask, bool isJudge = true) : Evaluator<Question, Reply>
{
    public override string Settings => "tests.calling/1";

    public override bool IsJudge => isJudge;

    public override ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation) => EvaluateAsync(task, record, default, cancellation);

    public override ValueTask<Score> EvaluateAsync(Question task, Reply record, ScoreContext context, CancellationToken cancellation) => ask(task, context, cancellation);
}
