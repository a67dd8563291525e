namespace TrialKeep.Scoring.Evaluators;

internal sealed class SetEvaluator<TTask, TRecord>(
    Func<TTask, IEnumerable<string>> expected, Func<TRecord, IEnumerable<string>?> found, OverlapMeasure measure, TextForm form) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = EvaluatorSettings.Of("trialkeep.set/1", ("measure", measure.ToString()), ("form", form.Settings));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation)
    {
        Overlap overlap = Overlap.OfSets((found(record) ?? []).Select(form.Apply), expected(task).Select(form.Apply));
        return ValueTask.FromResult(Score.Of(overlap.Of(measure), explanation: overlap.Explanation));
    }
}
