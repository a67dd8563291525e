namespace TrialKeep.Scoring.Evaluators;

internal sealed class ContainsEvaluator<TTask, TRecord>(
    Func<TTask, IEnumerable<string>> parts, Func<TRecord, string?> text, WantedParts wanted, TextForm form) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = EvaluatorSettings.Of("trialkeep.contains/1", ("wanted", wanted.ToString()), ("form", form.Settings));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) => ValueTask.FromResult(Evaluate(task, record));

    private Score Evaluate(TTask task, TRecord record)
    {
        string[] sought = [.. parts(task)];
        if (sought.Length == 0) return Score.None("the task names no text to look for");
        if (sought.Any(part => form.Apply(part).Length == 0)) return Score.None("the task names an empty text to look for");
        if (text(record) is not { } answer) return Score.Of(correct: false, explanation: "there is no text");
        string formed = form.Apply(answer);
        string[] found = [.. sought.Where(part => formed.Contains(form.Apply(part), StringComparison.Ordinal))];
        bool isRight = wanted switch
        {
            WantedParts.All => found.Length == sought.Length,
            WantedParts.Any => found.Length > 0,
            _ => found.Length == 0,
        };
        return Score.Of(isRight, explanation: $"contains {found.Length} of {sought.Length}: {string.Join(", ", found.Select(static part => $"'{part}'"))}".TrimEnd(' ', ':'));
    }
}
