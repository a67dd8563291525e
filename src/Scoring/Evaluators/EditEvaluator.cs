using System.Globalization;
using TrialKeep.Scoring.Texts;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class EditEvaluator<TTask, TRecord>(Func<TTask, string> expected, Func<TRecord, string?> text, bool asDistance, TextForm form) : Evaluator<TTask, TRecord>
{
    public override string Settings { get; } = EvaluatorSettings.Of("trialkeep.edit/1", ("measure", asDistance ? "distance" : "similarity"), ("form", form.Settings));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation)
    {
        int[] right = Runes(expected(task)), left = Runes(text(record) ?? "");
        int longest = Math.Max(left.Length, right.Length);
        int distance = EditDistance.Of(left, right, cancellation);
        double value = asDistance ? distance : longest == 0 ? 1 : 1 - ((double)distance / longest);
        return ValueTask.FromResult(Score.Of(value, explanation: string.Create(CultureInfo.InvariantCulture, $"{distance} edits between {left.Length} and {right.Length} characters")));
    }

    private int[] Runes(string of) => [.. form.Apply(of).EnumerateRunes().Select(static rune => rune.Value)];
}
