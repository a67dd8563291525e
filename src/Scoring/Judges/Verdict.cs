using System.Globalization;
using System.Text;

namespace TrialKeep.Scoring.Judges;

/// <summary>One score of several judgments, with all that was said.</summary>
internal static class Verdict
{
    /// <summary>The score, or why there is none. Judgments that can't be read are left out as long as more than half can.</summary>
    public static Score Of(IReadOnlyList<Judgment> judgments, JudgeVote vote)
    {
        double[] values = [.. judgments.Where(static judgment => judgment.Value is not null).Select(static judgment => judgment.Value!.Value)];
        string explanation = Explanation(judgments);
        if (values.Length * 2 <= judgments.Count) return Score.None("the judge's answer has no score in it", explanation);
        return Votes.Of(values, vote) is { } value
            ? Score.Of(value, Label(judgments), explanation)
            : Score.None("the judgments have no majority", explanation);
    }

    private static string? Label(IReadOnlyList<Judgment> judgments) => judgments.Count == 1 ? null : string.Join(' ', judgments.Select(static judgment => Text(judgment.Value)));

    private static string Explanation(IReadOnlyList<Judgment> judgments)
    {
        if (judgments.Count == 1) return judgments[0].Reply;
        StringBuilder text = new();
        for (int i = 0; i < judgments.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"Judgment {i + 1} of {judgments.Count}: {Text(judgments[i].Value)}\n{judgments[i].Reply}\n\n");
        return text.ToString().TrimEnd();
    }

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "unreadable";
}
