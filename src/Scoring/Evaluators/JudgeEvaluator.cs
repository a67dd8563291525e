using System.Globalization;
using TrialKeep.Scoring.Judges;

namespace TrialKeep.Scoring.Evaluators;

internal sealed class JudgeEvaluator<TTask, TRecord>(
    Rubric rubric, JudgeModel judge, Func<TTask, string> question, Func<TRecord, string?> answer, Func<TTask, string?>? reference, int judgments, JudgeVote vote)
    : Evaluator<TTask, TRecord>
{
    private readonly string _instructions = JudgeWords.ScoreInstructions(rubric);

    public override string Settings { get; } = EvaluatorSettings.Of(
        "trialkeep.judge/1",
        ("judge", judge.Identity),
        ("version", rubric.Version),
        ("criteria", rubric.Points()),
        ("scale", rubric.ScaleText()),
        ("reference", reference is null ? "none" : "given"),
        ("judgments", judgments.ToString(CultureInfo.InvariantCulture)),
        ("vote", vote.ToString()));

    public override bool IsJudge => true;

    public override ValueTask<Score> EvaluateAsync(TTask task, TRecord record, CancellationToken cancellation) => EvaluateAsync(task, record, default, cancellation);

    public override async ValueTask<Score> EvaluateAsync(TTask task, TRecord record, ScoreContext context, CancellationToken cancellation)
    {
        if (answer(record) is not { } text || string.IsNullOrWhiteSpace(text)) return Score.None("there is no text to judge");
        string asked = JudgeWords.ScoreQuestion(question(task), reference?.Invoke(task), text);
        Judgment[] said = new Judgment[judgments];
        for (int i = 0; i < judgments; i++)
        {
            string reply = await judge.AskAsync(new(_instructions, asked, i), context, cancellation).ConfigureAwait(false);
            said[i] = new(JudgeReply.Score(reply, rubric.Scale), reply);
        }

        return Verdict.Of(said, vote);
    }
}
