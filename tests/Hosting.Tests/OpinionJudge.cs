namespace TrialKeep.Hosting.Tests;

/// <summary>A judge that calls everything right.</summary>
internal sealed class OpinionJudge : Evaluator<Puzzle, Guess>
{
    public override string Settings => "tests.opinion/1";

    public override bool IsJudge => true;

    public override ValueTask<Score> EvaluateAsync(Puzzle task, Guess record, CancellationToken cancellation) => ValueTask.FromResult(Score.Of(1));
}
