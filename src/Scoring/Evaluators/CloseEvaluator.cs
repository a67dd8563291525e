using System.Globalization;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class CloseEvaluator<TTask, TRecord>(Func<TTask, double> expected, Func<TRecord, double?> value, NumberTolerance tolerance) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = EvaluatorSettings.Of(
        "trialkeep.close/1",
        ("absolute", NumberEvaluator<TTask, TRecord>.Plain(tolerance.Absolute)),
        ("relative", NumberEvaluator<TTask, TRecord>.Plain(tolerance.Relative)));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) =>
        ValueTask.FromResult(value(record) is { } found
            ? Score.Of(tolerance.Allows(found, expected(task)), found.ToString("R", CultureInfo.InvariantCulture))
            : Score.Of(correct: false, explanation: "there is no number"));
}
