namespace TrialKeep;

/// <summary>
/// An evaluator that scores nothing by itself: its scores come from outside, by a bundle that a person, another machine or another program has filled. Until
/// then its answers are unscored and say so.
/// </summary>
/// <typeparam name="TTask">What was asked.</typeparam>
/// <typeparam name="TRecord">What came out.</typeparam>
/// <param name="settings">What identifies the scoring: the rubric and its version, <c>helpfulness rubric 3</c>. Another text is another evaluation.</param>
/// <param name="isJudge">The scores are opinions of a model, which should be held against labels that people gave.</param>
public sealed class ImportedScores<TTask, TRecord>(string settings, bool isJudge = false) : Evaluator<TTask, TRecord>
{
    /// <inheritdoc/>
    public override string Settings { get; } = $"trialkeep.imported/1 {settings ?? throw new ArgumentNullException(nameof(settings))}";

    /// <inheritdoc/>
    public override bool IsJudge => isJudge;

    /// <inheritdoc/>
    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) =>
        ValueTask.FromResult(Score.None("the score has not been imported yet"));
}
