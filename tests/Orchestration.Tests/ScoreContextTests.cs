using System.Collections.Concurrent;

namespace TrialKeep.Orchestration.Tests;

/// <summary>An evaluator may know which answer it scores.</summary>
public sealed class ScoreContextTests
{
    [Fact]
    public async Task Variant_and_sample_are_told()
    {
        using Lab lab = new();
        ContextEvaluator evaluator = new();
        using (await lab.RunAsync(lab.Experiment([Question.Of(1)]).Samples(2).Evaluate("context", evaluator, Code.Version("1"))))
            Assert.Equal([new("loud", 0), new("loud", 1), new("soft", 0), new("soft", 1)], evaluator.Seen.OrderBy(static seen => seen.Variant, StringComparer.Ordinal).ThenBy(static seen => seen.Sample));
    }

    private sealed class ContextEvaluator : Evaluator<Question, Reply>
    {
        public ConcurrentBag<ScoreContext> Seen { get; } = [];

        public override string Settings => "tests.context/1";

        public override ValueTask<Score> EvaluateAsync(Question task, Reply record, CancellationToken cancellation) => throw new InvalidOperationException("the context is missing");

        public override ValueTask<Score> EvaluateAsync(Question task, Reply record, ScoreContext context, CancellationToken cancellation)
        {
            Seen.Add(context);
            return ValueTask.FromResult(Score.Of(1));
        }
    }
}
