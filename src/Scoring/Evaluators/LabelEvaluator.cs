using System.Globalization;
using TrialKeep.Scoring.Judges;
using TrialKeep.Scoring.Labels;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class LabelEvaluator<TTask, TRecord>(Lazy<LabelBook> labels, Func<TTask, string> item, JudgeVote vote) : Evaluator<TTask, TRecord>
{
    public override string Settings => EvaluatorSettings.Of("trialkeep.labels/1", ("labels", labels.Value.Content.ToString()), ("vote", vote.ToString()));

    /// <summary>By the labels that name neither variant nor sample, since neither is known.</summary>
    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) =>
        ValueTask.FromResult(Of(labels.Value.Of(item(task), null, null)));

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, ScoreContext context, CancellationToken cancellation) =>
        ValueTask.FromResult(Of(labels.Value.Of(item(task), context.Variant, context.Sample)));

    private Score Of(IReadOnlyList<Label> found)
    {
        if (found.Count == 0) return Score.None("nobody has labelled it");
        string explanation = string.Join("\n", found.Select(Said));
        return Votes.Of([.. found.Select(static label => label.Score)], vote) is { } score
            ? Score.Of(score, explanation: explanation.Length == 0 ? null : explanation)
            : Score.None("the raters have no majority", explanation);
    }

    private static string Said(Label label) => string.Create(
        CultureInfo.InvariantCulture, $"{(label.Rater.Length == 0 ? "label" : label.Rater)}: {label.Score:R}{(label.Comment.Length == 0 ? "" : $", {label.Comment}")}");
}
