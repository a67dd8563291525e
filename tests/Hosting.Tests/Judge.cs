namespace TrialKeep.Hosting.Tests;

/// <summary>Scores by whatever a test says.</summary>
internal sealed class Judge(Func<Puzzle, Score> score, bool isJudge = false) : Evaluator<Puzzle, Guess>
{
    public override string Settings => "tests.judge/1";

    public override bool IsJudge => isJudge;

    public override ValueTask<Score> EvaluateAsync(Puzzle task, Guess record, CancellationToken cancellation) => ValueTask.FromResult(score(task));
}
