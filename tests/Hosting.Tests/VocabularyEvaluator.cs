namespace TrialKeep.Hosting.Tests;

/// <summary>An evaluator made by a container; it is disposed with the scope of the call.</summary>
internal sealed class VocabularyEvaluator(Vocabulary words, Action disposed) : Evaluator<Puzzle, Guess>, IDisposable
{
    public override string Settings => "tests.vocabulary/1";

    public override ValueTask<Score> EvaluateAsync(Puzzle task, Guess record, CancellationToken cancellation) => ValueTask.FromResult(Score.Of(record.Text == words.Yes));

    public void Dispose() => disposed();
}
