using System.Globalization;
using TrialKeep.Scoring.Judges;

namespace TrialKeep.Scoring.Evaluators;

/// <summary>
/// Asks in both orders, because models prefer a place (Zheng et al. 2023): who wins in both has won, and whoever wins in one order only has
/// won by its place, which is a tie.
/// </summary>
internal sealed class PairwiseJudgeEvaluator<TTask, TRecord>(
    Rubric rubric, JudgeModel judge, Func<TTask, string> question, Func<TRecord, string?> answer, Func<TTask, string?> baseline, string baselineName, int judgments, JudgeVote vote)
    : Evaluator<TTask, TRecord>
{
    private const double Tie = 0.5;

    private readonly string _instructions = JudgeWords.PairInstructions(rubric);

    public override string Settings { get; } = EvaluatorSettings.Of(
        "trialkeep.pairwise-judge/1",
        ("judge", judge.Identity),
        ("version", rubric.Version),
        ("criteria", rubric.Points()),
        ("baseline", baselineName),
        ("judgments", judgments.ToString(CultureInfo.InvariantCulture)),
        ("vote", vote.ToString()));

    public override bool IsJudge => true;

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) => EvaluateAsync(task, record, default, cancellation);

    public override async ValueTask<Score> EvaluateAsync(TTask task, TRecord record, ScoreContext context, CancellationToken cancellation)
    {
        if (answer(record) is not { } text || string.IsNullOrWhiteSpace(text)) return Score.None("there is no text to judge");
        if (baseline(task) is not { } other || string.IsNullOrWhiteSpace(other)) return Score.None("there is no text to compare with");
        string asked = question(task);
        Judgment[] said = new Judgment[judgments];
        for (int i = 0; i < judgments; i++)
        {
            string first = await judge.AskAsync(new(_instructions, JudgeWords.PairQuestion(asked, text, other), i), context, cancellation).ConfigureAwait(false);
            string second = await judge.AskAsync(new(_instructions, JudgeWords.PairQuestion(asked, other, text), i), context, cancellation).ConfigureAwait(false);
            said[i] = new(Both(JudgeReply.Winner(first), 1 - JudgeReply.Winner(second)), $"The answer first:\n{first}\n\nThe answer second:\n{second}");
        }

        return Verdict.Of(said, vote);
    }

    private static double? Both(double? first, double? second) => first is null || second is null ? null : first == second ? first : Tie;
}
