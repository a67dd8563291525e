namespace TrialKeep.Scoring.Evaluators;

internal sealed class ExactEvaluator<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text, TextForm form) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } =
        form == TextForm.Trimmed ? EvaluatorSettings.Of("trialkeep.exact/1") : EvaluatorSettings.Of("trialkeep.exact/1", ("form", form.Settings));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) =>
        ValueTask.FromResult(text(record) is { } answer
            ? Score.Of(string.Equals(form.Apply(answer), form.Apply(expected(task)), StringComparison.Ordinal))
            : Score.Of(correct: false));
}
