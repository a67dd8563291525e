namespace TrialKeep.Scoring.Evaluators;

internal sealed class TokenEvaluator<TTask, TRecord>(
    Func<TTask, IEnumerable<string>> expected, Func<TRecord, string?> text, OverlapMeasure measure, TextForm form) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = EvaluatorSettings.Of("trialkeep.tokens/1", ("measure", measure.ToString()), ("form", form.Settings));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation)
    {
        string[] found = Words(text(record) ?? "");
        Overlap[] overlaps = [.. expected(task).Select(one => Overlap.OfBags(found, Words(one)))];
        if (overlaps.Length == 0) return ValueTask.FromResult(Score.None("the task names no expected text"));
        Overlap best = overlaps.MaxBy(overlap => overlap.Of(measure));
        return ValueTask.FromResult(Score.Of(best.Of(measure), explanation: best.Explanation));
    }

    private string[] Words(string text) => form.Apply(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
