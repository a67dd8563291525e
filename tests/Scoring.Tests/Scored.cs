namespace TrialKeep.Scoring.Tests;

/// <summary>Asks an evaluator whose task and record are texts.</summary>
internal static class Scored
{
    public static Score By(Evaluator<string, string?> evaluator, string task, string? record, string variant = "v", int sample = 0) =>
        evaluator.EvaluateAsync(task, record, new ScoreContext(variant, sample), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();

    public static double? Value(Evaluator<string, string?> evaluator, string task, string? record) => By(evaluator, task, record).Value;
}
