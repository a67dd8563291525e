namespace TrialKeep.Hosting.Tests;

/// <summary>A judge that says what it uses up.</summary>
internal sealed class PaidJudge(Func<ScoreContext, Score> ask) : Evaluator<Puzzle, Guess>
{
    public override string Settings => "tests.paid/1";

    public override bool IsJudge => true;

    public override ValueTask<Score> EvaluateAsync(Puzzle task, Guess record, CancellationToken cancellation) => EvaluateAsync(task, record, default, cancellation);

    public override ValueTask<Score> EvaluateAsync(Puzzle task, Guess record, ScoreContext context, CancellationToken cancellation) => ValueTask.FromResult(ask(context));
}
