using System.Globalization;
using TrialKeep.Scoring.Texts;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class RougeLEvaluator<TTask, TRecord>(Func<TTask, IEnumerable<string>> expected, Func<TRecord, string?> text, TextUnit unit) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = EvaluatorSettings.Of("trialkeep.rouge-l/1", ("unit", unit.ToString()));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation)
    {
        List<string> found = TextUnits.Of(text(record) ?? "", unit);
        Overlap[] overlaps = [.. expected(task).Select(one => Compare(found, TextUnits.Of(one, unit), cancellation))];
        if (overlaps.Length == 0) return ValueTask.FromResult(Score.None("the task names no expected text"));
        Overlap best = overlaps.MaxBy(static overlap => overlap.F1);
        return ValueTask.FromResult(Score.Of(best.F1, explanation: string.Create(
            CultureInfo.InvariantCulture, $"precision {best.Precision:0.####}, recall {best.Recall:0.####}: {best.Common} of {best.Found} found and {best.Expected} expected in order")));
    }

    private static Overlap Compare(List<string> found, List<string> expected, CancellationToken cancellation)
    {
        (int[] left, int[] right) = TextUnits.Numbered(found, expected);
        return new(CommonSubsequence.Of(left, right, cancellation), left.Length, right.Length);
    }
}
